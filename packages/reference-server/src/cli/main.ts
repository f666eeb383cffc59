#!/usr/bin/env node
import module from 'node:module';

// Node 22.1 and newer can cache compiled code, which makes later starts quicker.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

// A reader such as `head` may close the pipe early.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') throw new Error(`the output cannot be written: ${code}`);
});

const { createProgram } = await import('./program.js');
await createProgram(process.env).parseAsync();
