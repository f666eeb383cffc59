import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The built reference server. It depends on the client, so the client imports it by its path. */
const built = new URL('../../../reference-server/dist/', import.meta.url);

/** A session as the reference server makes it. */
export interface Session {
  fid: string;
  session_id: string;
  token: string;
  id_cert: string;
}

/** The commands of an operator that the tests use. */
export interface Operator {
  addActor(localPart: string): Promise<{ fid: string }>;
  addSession(fid: string, csr?: Uint8Array, sessionId?: string): Promise<Session>;
  addEvent(fid: string, event: { sessionId: string; op: string; data: object }): Promise<object>;
  /** Adds octets, in Base64, as KeyPackages without any check. */
  addKeyPackages(
    fid: string,
    stock: { sessionId: string; lastResort: boolean; keyPackages: string[] },
  ): Promise<void>;
}

/** A reference server in a process and a folder of its own. */
export interface ReferenceServer {
  url: string;
  adminToken: string;
  operator: Operator;
  stop(): Promise<void>;
}

const adminToken = 'administrator-of-the-tests';

/** Starts the built reference server of `domain` on a free port. `more` holds further environment variables. */
export async function startReferenceServer(
  domain: string,
  more: Record<string, string> = {},
): Promise<ReferenceServer> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-client-'));
  const env = {
    ...process.env,
    PORT: '0',
    P2CORE_DOMAIN: domain,
    P2CORE_RATE_LIMIT: 'off',
    P2CORE_DATABASE: join(folder, 'p2core.db'),
    P2CORE_ADMIN_TOKEN: adminToken,
    ...more,
  };
  const command = fileURLToPath(new URL('cli/main.js', built));
  const child = spawn(process.execPath, [command, 'serve', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { api } = JSON.parse(await firstLine(child));
  const { operator, close } = await openOperator(env);
  return {
    url: new URL(api).origin,
    adminToken,
    operator,
    async stop() {
      await close();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  for await (const line of lines) return line;
  throw new Error('the reference server did not start');
}

/** The part of `@p2core/reference-server` that is used here. */
interface Library {
  readConfig(env: NodeJS.ProcessEnv): object;
  openReferenceServer(config: object): Promise<{
    close(): Promise<void>;
    store: { keyPackages: { add(stock: object): Promise<void> } };
  }>;
  addActor(server: object, ...rest: Parameters<Operator['addActor']>): Promise<{ fid: string }>;
  addSession(
    server: object,
    fid: string,
    options: { csr: Uint8Array | undefined; sessionId: string | undefined },
  ): Promise<Session>;
  addEvent(server: object, ...rest: Parameters<Operator['addEvent']>): Promise<object>;
}

/** Works on the running server's database, as the commands do, without starting a process for each. */
async function openOperator(
  env: NodeJS.ProcessEnv,
): Promise<{ operator: Operator; close(): Promise<void> }> {
  const library: Library = await import(new URL('index.js', built).href);
  const server = await library.openReferenceServer(library.readConfig(env));
  return {
    operator: {
      addActor: (localPart) => library.addActor(server, localPart),
      addSession: (fid, csr, sessionId) => library.addSession(server, fid, { csr, sessionId }),
      addEvent: (fid, event) => library.addEvent(server, fid, event),
      addKeyPackages: (fid, stock) => server.store.keyPackages.add({ fid, ...stock }),
    },
    close: () => server.close(),
  };
}
