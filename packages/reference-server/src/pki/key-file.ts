import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The key that seals private keys at rest (`seal.ts`): the one that is given, else that of a file,
 * which is made where it does not exist. Processes that start at once on the same path get the same key.
 *
 * @param options.env the value of the environment variable: 32 octets in hex or Base64; unset or empty for none
 * @param options.path the file; its text is the key in Base64, its mode 0600
 * @returns 32 octets
 * @throws {Error} where what is given or stored is not such a key, or others than its owner may read the file
 */
export async function loadSealingKey(options: {
  readonly path: string;
  readonly env: string | undefined;
}): Promise<Buffer> {
  if (options.env) return parseKey(options.env, 'the sealing key in the environment');
  await createKeyFile(options.path);
  await checkMode(options.path);
  return parseKey(await readFile(options.path, 'utf8'), `the sealing key in ${options.path}`);
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
 * Makes the key file where there is none. The key is written out in full under another name first; linking that to
 * `path` is one step that fails where `path` exists, so that nobody ever reads half a key or replaces one.
 */
async function createKeyFile(path: string): Promise<void> {
  if (await exists(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeDurably(draft, `${randomBytes(32).toString('base64')}\n`);
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
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
