#!/usr/bin/env node
import module from 'node:module';

// Node 22.1 and newer can cache compiled code, which makes later starts quicker.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

const { createProgram } = await import('./program.js');
await createProgram(process.env).parseAsync();
