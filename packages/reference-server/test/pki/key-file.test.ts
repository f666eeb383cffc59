import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeSealingKey, readSealingKey, type SealingKeySource } from '../../src/pki/key-file.js';

/** As a first start does. */
async function loadSealingKey(source: SealingKeySource): Promise<Buffer> {
  return (await readSealingKey(source)) ?? makeSealingKey(source.path);
}

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'p2core-key-'));
  path = join(directory, 'sealing.key');
});
afterEach(() => rm(directory, { recursive: true }));

describe('a key in the environment', () => {
  const key = randomBytes(32);

  test.each([
    ['hex', key.toString('hex')],
    ['hex in upper case', key.toString('hex').toUpperCase()],
    ['Base64', key.toString('base64')],
    ['Base64 without padding', key.toString('base64').replace('=', '')],
    ['Base64 with a newline after it', `${key.toString('base64')}\n`],
  ])('may be %s, and no file is touched', async (_, env) => {
    expect(await loadSealingKey({ path, env })).toEqual(key);
    expect(await readdir(directory)).toEqual([]);
  });

  test.each([
    ['one octet short in hex', key.subarray(1).toString('hex')],
    ['one octet long in hex', `${key.toString('hex')}00`],
    ['one octet short in Base64', key.subarray(1).toString('base64')],
    ['one octet long in Base64', Buffer.concat([key, key.subarray(31)]).toString('base64')],
    ['a password', 'correct horse battery staple'],
    ['hex with a space inside', key.toString('hex').replace(/^(..)/, '$1 ')],
    ['white space', ' '],
  ])('is refused where it is %s', async (_, env) => {
    await expect(loadSealingKey({ path, env })).rejects.toThrow(
      'the sealing key in the environment (P2CORE_SEALING_KEY) must be 32 octets',
    );
  });
});

describe('a key file', () => {
  test.each([undefined, ''])(
    'is made with mode 0600 and kept, where the environment has %j',
    async (env) => {
      const key = await loadSealingKey({ path, env });
      expect(key).toHaveLength(32);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readFile(path, 'utf8')).toBe(`${key.toString('base64')}\n`);
      expect(await loadSealingKey({ path, env })).toEqual(key);
      expect(await readdir(directory)).toEqual(['sealing.key']);
    },
  );

  test('is made along with its folder, and is never the same twice', async () => {
    const [one, two] = await Promise.all(
      ['a/b/key', 'c/key'].map((name) =>
        loadSealingKey({ path: join(directory, name), env: undefined }),
      ),
    );
    expect(one).not.toEqual(two);
  });

  test('that its owner wrote in hex is read', async () => {
    const key = randomBytes(32);
    await writeFile(path, key.toString('hex'), { mode: 0o600 });
    expect(await loadSealingKey({ path, env: undefined })).toEqual(key);
  });

  test.each([0o640, 0o604, 0o620, 0o601])('of mode %o is refused', async (mode) => {
    await loadSealingKey({ path, env: undefined });
    await chmod(path, mode);
    await expect(loadSealingKey({ path, env: undefined })).rejects.toThrow(`chmod 600 ${path}`);
  });

  test.each(['', 'short', 'x'.repeat(64)])(
    'with the content %j is refused and not changed',
    async (text) => {
      await writeFile(path, text, { mode: 0o600 });
      await expect(loadSealingKey({ path, env: undefined })).rejects.toThrow(
        `the sealing key in ${path}`,
      );
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  test('that is a folder, as container engines make of a missing file, is named in the error', async () => {
    await mkdir(path, { mode: 0o700 });
    await expect(loadSealingKey({ env: undefined, path })).rejects.toThrow(`${path} is to be`);
  });

  test('that cannot be made is an error, not a key that is lost at the end', async () => {
    await writeFile(join(directory, 'file'), '');
    const below = join(directory, 'file', 'key');
    await expect(loadSealingKey({ path: below, env: undefined })).rejects.toThrow('ENOTDIR');
    await mkdir(path, { mode: 0o700 });
    await expect(loadSealingKey({ path, env: undefined })).rejects.toThrow('EISDIR');
  });

  test('is one and the same for fifty callers at once', async () => {
    const keys = await Promise.all(
      Array.from({ length: 50 }, () => loadSealingKey({ path, env: undefined })),
    );
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(await readdir(directory)).toEqual(['sealing.key']);
  });

  test('is one and the same for processes that start at once, of mode 0600 under any umask', async () => {
    const module = new URL('../../src/pki/key-file.ts', import.meta.url).pathname;
    const script = `
      process.umask(0);
      const { makeSealingKey } = await import(${JSON.stringify(module)});
      const start = Number(process.argv[1]);
      while (Date.now() < start);
      process.stdout.write((await makeSealingKey(process.argv[2])).toString('hex'));`;
    const start = String(Date.now() + 2000);
    const args = ['--import', 'tsx', '--input-type=module', '-e', script, start, path];
    const cwd = new URL('../../../..', import.meta.url).pathname;
    const outputs = await Promise.all(
      Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, args, { cwd })),
    );
    expect(new Set(outputs.map(({ stdout }) => stdout)).size).toBe(1);
    expect(outputs[0]?.stdout).toMatch(/^[0-9a-f]{64}$/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  }, 30_000);
});
