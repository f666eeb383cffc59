#!/usr/bin/env node
import module from 'node:module';

// Node 22.1 and newer can cache compiled code, which makes later starts quicker.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

// A reader such as `head` may close the pipe early.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  console.error(`p2core-server: standard output cannot be written: ${code}`);
  process.exit(1);
});

const program =
  process.argv[2] === 'serve'
    ? (await import('./serve-program.js')).createServeProgram(process.env)
    : (await import('./program.js')).createProgram(process.env);
await program.parseAsync();
