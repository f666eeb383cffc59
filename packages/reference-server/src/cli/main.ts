#!/usr/bin/env node
import module from 'node:module';

// Node 22.1 and newer keep what they have compiled, which makes every start but the first quicker.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

const { createProgram } = await import('./program.js');
await createProgram(process.env).parseAsync();
