#!/usr/bin/env node
import { CommanderError } from 'commander';
import { UsageError } from '../run/usage-error.js';
import { createProgram } from './program.js';

const couldNotRun = 2;

// A reader such as `head` may leave before the end.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') throw new Error(`nobody takes the output: ${code}`);
});

try {
  await createProgram().exitOverride().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : couldNotRun;
  } else {
    console.error(error instanceof UsageError ? `p2core-conformance: ${error.message}` : error);
    process.exitCode = couldNotRun;
  }
}
