import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeSecretFile } from '../secret-file.js';

/** The source of a sealing key: the environment, or else a file. */
export interface SealingKeySource {
  /** The value of the environment variable: 32 octets in hex or Base64; unset or empty for none. */
  readonly env: string | undefined;
  /** The file, with mode 0600, that holds the key in Base64. */
  readonly path: string;
}

/**
 * Reads the key that encrypts private keys at rest (`seal.ts`), from the environment or else from the file.
 *
 * @returns 32 octets; undefined where neither has a key
 * @throws {Error} where the key is malformed, or others than the owner can read the file
 */
export async function readSealingKey({ env, path }: SealingKeySource): Promise<Buffer | undefined> {
  if (env) return parseKey(env, 'the sealing key in the environment (P2CORE_SEALING_KEY)');
  if (!(await exists(path))) return undefined;
  await checkMode(path);
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new Error(
      `${path} is to be the file of the sealing key, and cannot be read: ${cause.code}`,
      { cause },
    );
  });
  return parseKey(text, `the sealing key in ${path}`);
}

/** Makes the file with a new key, unless it exists: processes that start at once get the same key. */
export async function makeSealingKey(path: string): Promise<Buffer> {
  await createKeyFile(path);
  const key = await readSealingKey({ env: undefined, path });
  if (key === undefined) throw new Error(`the sealing key in ${path} was taken away`);
  return key;
}

function parseKey(text: string, label: string): Buffer {
  const trimmed = text.trim();
  const isHex = /^[0-9a-f]{64}$/i.test(trimmed);
  if (!isHex && !/^[A-Za-z0-9+/]{43}=?$/.test(trimmed)) {
    throw new Error(`${label} must be 32 octets, as 64 hex digits or in Base64`);
  }
  return Buffer.from(trimmed, isHex ? 'hex' : 'base64');
}

/**
 * Makes the key file if there is none. The key is first written to another file, which is then linked to `path`: that
 * is atomic and fails if `path` exists, so that no process reads half a key or replaces one.
 */
async function createKeyFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeSecretFile(draft, `${randomBytes(32).toString('base64')}\n`);
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function checkMode(path: string): Promise<void> {
  const isOpenToOthers = ((await stat(path)).mode & 0o077) !== 0;
  if (isOpenToOthers && process.platform !== 'win32') {
    throw new Error(`others can read the sealing key: run chmod 600 ${path}`);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
