import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../src/workspace.js';
import type { Reader } from './reader.js';

const compilerOptions = {
  target: 'es2023',
  lib: ['es2023', 'dom'],
  module: 'nodenext',
  strict: true,
  skipDefaultLibCheck: true,
  types: ['node'],
  typeRoots: [join(root, 'node_modules/@types')],
};

/** Compiles a module in the reader's project. Returns the command that runs it. */
export async function compile(text: string, reader: Reader): Promise<string> {
  const config = { compilerOptions, files: ['module.ts'] };
  await writeFile(join(reader.project, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(join(reader.project, 'module.ts'), text + assertions(text));
  await reader.run(join(root, 'node_modules/.bin/tsc'));
  return 'node module.js';
}

/** Turns lines such as `schemas.SessionId.maxLength; // 64` into assertions. */
function assertions(text: string): string {
  const said = [...text.matchAll(/^(\S+); \/\/ ('.*'|\d+)$/gm)];
  const lines = said.map(([, expression, value]) => `assert.equal(${expression}, ${value});\n`);
  return said.length === 0 ? '' : `import assert from 'node:assert/strict';\n${lines.join('')}`;
}

/** Whether a part of a module is also in a module that the build compiles. */
export function isCompiled(part: string): boolean {
  const folder = join(root, 'packages/conformance/src/cases');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .some((path) => readFileSync(join(folder, path), 'utf8').includes(part));
}
