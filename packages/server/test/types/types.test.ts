/** The compiler refuses what the contract does not say, in words that a person understands. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const compiler = join(root, 'node_modules/.bin/tsc');
const directive = /^\s*\/\/ @ts-expect-error (.*)$/;

const source = await readFile(join(here, 'mistakes.ts'), 'utf8');
const mistakes = source.split('\n').flatMap((line, index) => {
  const expected = directive.exec(line)?.[1];
  return expected === undefined ? [] : [{ line: index + 2, expected }];
});

/** Compiles a file in this folder, and returns what the compiler says of each of its lines. */
async function compile(folder: string, name: string): Promise<Map<number, string>> {
  const config = join(folder, 'tsconfig.json');
  const options = {
    composite: false,
    declarationMap: false,
    noEmit: true,
    typeRoots: [join(root, 'node_modules/@types')],
  };
  const extended = join(root, 'tsconfig.base.json');
  const files = [join(folder, name)];
  await writeFile(config, JSON.stringify({ extends: extended, compilerOptions: options, files }));
  const output = await new Promise<string>((resolve) => {
    execFile(compiler, ['-p', config, '--pretty', 'false'], (_error, stdout) => resolve(stdout));
  });
  const said = new Map<number, string>();
  let current = 0;
  for (const line of output.split('\n')) {
    const start = /^(.*)\((\d+),\d+\): error TS\d+: (.*)$/.exec(line);
    if (start) current = start[1]?.endsWith(name) ? Number(start[2]) : -1;
    said.set(current, `${said.get(current) ?? ''}${start?.[3] ?? line}\n`);
  }
  return said;
}

describe('each mistake is an error', () => {
  let folder: string;
  let withDirectives: Map<number, string>;
  let without: Map<number, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(here, '.compiled-'));
    const moved = source.replaceAll("from '../", "from '../../");
    await writeFile(join(folder, 'as-it-is.ts'), moved);
    const undirected = moved.replaceAll('// @ts-expect-error', '//');
    await writeFile(join(folder, 'undirected.ts'), undirected);
    withDirectives = await compile(folder, 'as-it-is.ts');
    without = await compile(folder, 'undirected.ts');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('the correct server of all nine operations compiles', () => {
    expect([...withDirectives].filter(([, message]) => message.trim() !== '')).toEqual([]);
  });

  test.each(mistakes)('line $line: $expected', ({ line, expected }) => {
    const message = without.get(line) ?? '';
    for (const part of expected.split(' … ')) expect(message).toContain(part);
  });

  test('there are no other errors', () => {
    const lines = [...without.keys()].filter((line) => without.get(line)?.trim());
    expect(lines).toEqual(mistakes.map(({ line }) => line));
  });
});
