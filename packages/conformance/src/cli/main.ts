#!/usr/bin/env node
import { runCommand } from './run-command.js';

// A reader such as `head` may leave before the end.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') throw new Error(`nobody takes the output: ${code}`);
});

await runCommand(process.argv.slice(2));
