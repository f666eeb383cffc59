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
  /** The folder of its files and of npm's cache. */
  readonly folder: string;
  readonly url: string;
  close(): Promise<void>;
}

/** Serves all packages as the registry of their scope, from a folder below `parent`. Packs them at the first request. */
export async function startRegistry(parent = tmpdir()): Promise<Registry> {
  const folder = await mkdtemp(join(parent, 'p2core-registry-'));
  let packing: Promise<Map<string, string>> | undefined;

  const server = createServer(async (request, response) => {
    packing ??= packInto(folder);
    try {
      response.end(await answerTo(decodeURIComponent(request.url ?? '').slice(1), await packing));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  const answerTo = async (path: string, packed: Map<string, string>) => {
    if (path === '') return JSON.stringify(Object.fromEntries(packed));
    const tarball = packed.get(path);
    if (tarball !== undefined) return JSON.stringify(await describe(tarball, url));
    return readFile(join(folder, basename(path)));
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await writeFile(join(folder, 'npmrc'), `@p2core:registry=${url}\n`);
  return {
    folder,
    url,
    async close() {
      server.close();
      server.closeAllConnections();
      await packing;
      await rm(folder, { recursive: true });
    },
  };
}

/** The registry's document of a package whose only version is this tarball. */
async function describe(tarball: string, url: string): Promise<object> {
  const { stdout } = await run('tar', ['-xOzf', tarball, 'package/package.json']);
  const manifest = JSON.parse(stdout) as { name: string; version: string };
  const { name, version } = manifest;
  const dist = { tarball: `${url}${basename(tarball)}` };
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
}
