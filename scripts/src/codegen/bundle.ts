import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { redocly } from '../workspace.js';
import type { Contract } from './contract.js';
import { type GeneratedFiles, notice } from './generated-file.js';

/** Bundles `openapi/openapi.yaml` and all that it refers to into one document. */
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

/** The bundled document, as JSON and as YAML. */
export function bundleFiles(contract: Contract): GeneratedFiles {
  const json = JSON.stringify(contract, null, 2).slice(1);
  return {
    'openapi/dist/openapi.json': `{ "x-generated": ${JSON.stringify(notice)},${json}\n`,
    'openapi/dist/openapi.yaml': `# ${notice}\n${stringify(contract, { aliasDuplicateObjects: false, lineWidth: 0 })}`,
  };
}
