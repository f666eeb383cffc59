import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { packInto } from '../../src/pack.js';

const run = promisify(execFile);

/** The packages as npm has them after a release. */
export interface Registry {
  /** The path of a package's tarball. */
  tarball(name: string): string;
  /** With it, npm takes the packages of this workspace from here, and all others from where it always does. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Packs all packages and serves them, as the registry of their scope. */
export async function openRegistry(): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-registry-'));
  const packed = await packInto(folder);
  const tarball = (name: string) => packed.get(name) ?? '';

  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(request.url ?? '').slice(1);
    response.end(
      packed.has(name)
        ? JSON.stringify(await describe(tarball(name), url()))
        : await readFile(join(folder, basename(name))),
    );
  });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await once(server.listen(0, '127.0.0.1'), 'listening');

  const settings = join(folder, 'npmrc');
  await writeFile(settings, `@p2core:registry=${url()}\n`);
  return {
    tarball,
    env: {
      npm_config_globalconfig: settings,
      npm_config_cache: join(folder, 'cache'),
      npm_config_yes: 'true',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true });
    },
  };
}

/** What a registry says of a package whose only version is this tarball. */
async function describe(tarball: string, url: string): Promise<object> {
  const { stdout } = await run('tar', ['-xOzf', tarball, 'package/package.json']);
  const manifest = JSON.parse(stdout) as { name: string; version: string };
  const { name, version } = manifest;
  const dist = { tarball: `${url}${basename(tarball)}` };
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
}
