import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { redocly } from '../workspace.js';
import type { Contract } from './contract.js';

/** Bundles `openapi/openapi.yaml` and the files that it refers to into one document, for codegen. */
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
