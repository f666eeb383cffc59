import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { redocly } from '../workspace.js';
import type { Contract } from './contract.js';

/** `openapi/openapi.yaml` and all that it refers to in one document, in the words of those files: codegen reads this. */
export async function bundle(): Promise<Contract> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-bundle-'));
  try {
    const output = join(folder, 'openapi.yaml');
    await redocly(['bundle', 'p2core', '--output', output]);
    return parse(await readFile(output, 'utf8')) as Contract;
  } finally {
    await rm(folder, { recursive: true });
  }
}
