import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Host, World } from '../suite/world.js';
import { startHostileServer } from './hostile-server.js';
import { startReferenceServer } from './reference-server.js';

const domain = 'home.example.com';
const vectors = new URL('../../../../openapi/vectors/', import.meta.url);

/** Starts the servers that the cases need, and makes their `World`. */
export async function openWorld(
  runtime: World['runtime'],
): Promise<{ world: World; close(): Promise<void> }> {
  const thief = await startHostileServer();
  const hostile = await startHostileServer(thief.url);
  const reference = await startReferenceServer(domain);
  const { operator } = reference;
  let actors = 0;
  const host: Host = {
    addActor: () => operator.addActor(`actor${++actors}`),
    addSession: (fid, csr) => operator.addSession(fid, csr ? Buffer.from(csr) : undefined),
    addEvent: (fid, sessionId, op) => operator.addEvent(fid, { sessionId, op, data: {} }),
    addKeyPackages: (fid, sessionId, keyPackages) =>
      operator.addKeyPackages(fid, { sessionId, keyPackages, lastResort: false }),
    openssl,
    readVectors: (path) => readFile(new URL(path, vectors), 'utf8'),
    takeSeen: async () => hostile.takeSeen(),
    takeStolen: async () => thief.takeSeen(),
    endlesslySent: async () => hostile.endlesslySent(),
  };
  return {
    world: {
      runtime,
      baseUrl: reference.url,
      domain,
      adminToken: reference.adminToken,
      hostileUrl: hostile.url,
      host,
    },
    async close() {
      await Promise.all([reference.stop(), hostile.stop(), thief.stop()]);
    },
  };
}

/** Runs `openssl`, and gives what it prints to either stream. */
function openssl(args: string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile('openssl', args, (error, stdout, stderr) => {
      if (error) reject(error);
      else resolve(args.includes('-verify') ? stdout + stderr : stdout);
    });
    child.stdin?.end(input);
  });
}
