import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../src/workspace.js';

/** The members of package.json that the tests read. */
export interface Manifest {
  name: string;
  version: string;
  exports: Record<string, string>;
  bin?: Record<string, string>;
}

/** The packages that are published, by their folders below the root. */
export const packages = [
  'openapi',
  ...readdirSync(join(root, 'packages'), { encoding: 'utf8' }).map((name) => `packages/${name}`),
].map((folder) => ({ folder, manifest: readManifest(join(folder, 'package.json')) as Manifest }));

/** The workspace's own commands. */
export const { scripts } = readManifest('package.json') as { scripts: Record<string, string> };

function readManifest(path: string): object {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
