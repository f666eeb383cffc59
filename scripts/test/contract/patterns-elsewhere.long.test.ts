/** The contract's patterns in other languages. `P2CORE_LANGUAGES=1` runs this; it needs Python, Go, Java and cargo. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../src/codegen/bundle.js';
import { root } from '../../src/workspace.js';

const isWanted = process.env.P2CORE_LANGUAGES === '1';
if (!isWanted) console.log('Skipped: patterns in other languages. P2CORE_LANGUAGES=1 runs them.');

let folder = '';

/** For each language: whether `$` matches before a line terminator at the end, and the command that searches. */
const languages: [string, boolean, string, ...string[]][] = [
  ['Python', true, 'python3', 'patterns.py'],
  ['Go', false, 'go', 'run', 'patterns.go'],
  ['Java', true, 'java', 'Patterns.java'],
  ['Rust', false, 'cargo', 'run', '--quiet', '--manifest-path', 'rust/Cargo.toml'],
];

function* stringsIn(node: unknown, named?: string): Generator<string> {
  if (typeof node === 'string') yield node;
  else if (typeof node === 'object' && node !== null) {
    for (const [name, member] of Object.entries(node)) {
      if (named === undefined || typeof member === 'object') yield* stringsIn(member, named);
      else if (name === named) yield* stringsIn(member);
    }
  }
}

async function vectors(): Promise<string[]> {
  const files = await readdir(join(root, 'openapi/vectors'), { recursive: true });
  const texts = await Promise.all(
    files
      .filter((name) => /\.(jsonl|pem)$/.test(name))
      .map(
        async (name) =>
          [name, await readFile(join(root, 'openapi/vectors', name), 'utf8')] as const,
      ),
  );
  return texts.flatMap(([name, text]) =>
    name.endsWith('.pem')
      ? [text]
      : text
          .trim()
          .split('\n')
          .flatMap((line) => [...stringsIn(JSON.parse(line))]),
  );
}

const contract = await bundle();
const patterns = [...new Set(stringsIn(contract, 'pattern'))];
const strings = [...(await vectors()), ...stringsIn(contract.components.examples)];
const texts = [...new Set(strings.flatMap((text) => [text, `${text}\n`]))].filter(
  (text) => !/\p{Surrogate}/u.test(text),
);
const pairs = patterns.flatMap((pattern) => texts.map((text) => [pattern, text] as const));

/** Whether each pattern is found in each text, by a program that reads both as Base64. */
function search(command: string, args: string[]): Promise<boolean[]> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, maxBuffer: 1 << 26, timeout: 240_000 };
    const { stdin } = execFile(command, args, options, (error, stdout) => {
      if (error) reject(error);
      else
        resolve(
          stdout
            .trim()
            .split(/\s+/)
            .map((answer) => answer === '1'),
        );
    });
    const encode = (text: string) => Buffer.from(text).toString('base64');
    stdin?.end(pairs.map((pair) => `${pair.map(encode).join(' ')}\n`).join(''));
  });
}

describe.runIf(isWanted)('a pattern matches in', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'p2core-patterns-'));
    await cp(new URL('./patterns', import.meta.url), folder, { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(languages)(
    '%s what it matches in ECMAScript',
    async (_, endsBeforeLineFeed, command, ...args) => {
      const found = await search(command, args);
      expect(found.length).toBe(pairs.length);
      const others = pairs.filter(([pattern, text], index) => {
        const isHere = new RegExp(pattern, 'u').test(text);
        return isHere !== found[index] && !(endsBeforeLineFeed && !isHere && text.endsWith('\n'));
      });
      expect(others).toEqual([]);
    },
    300_000,
  );
});
