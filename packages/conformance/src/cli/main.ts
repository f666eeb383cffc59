#!/usr/bin/env node
import { runCommand } from './run-command.js';

// A reader such as `head` may close the pipe early.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') throw new Error(`the output cannot be written: ${code}`);
});

await runCommand(process.argv.slice(2));
