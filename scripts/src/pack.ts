import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { packageManager, root } from './workspace.js';

/** Packs every package that is published, as npm will have it. Returns the paths of the tarballs by the packages' names. */
export async function packInto(folder: string): Promise<Map<string, string>> {
  const published = ['--filter', './openapi', '--filter', './packages/*'];
  const { stdout } = await promisify(execFile)(
    'npx',
    ['--yes', packageManager, ...published, 'pack', '--json', '--pack-destination', folder],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  );
  const packed = JSON.parse(stdout) as { name: string; filename: string }[];
  return new Map(packed.map(({ name, filename }) => [name, filename]));
}
