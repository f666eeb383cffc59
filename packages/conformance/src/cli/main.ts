#!/usr/bin/env node
import { CommanderError } from 'commander';
import { UsageError } from '../run/usage-error.js';
import { createProgram } from './program.js';

const couldNotRun = 2;

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
