import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const command =
  process.env.P2CORE_TEST_SERVER ??
  fileURLToPath(new URL('../../../reference-server/dist/cli/main.js', import.meta.url));

/** A session as the reference server's command prints it. */
export interface Session {
  fid: string;
  session_id: string;
  token: string;
  id_cert: string;
  private_key?: string;
}

/** A reference server in a process and a folder of its own. */
export interface ReferenceServer {
  url: string;
  adminToken: string;
  /** Runs one of its commands on its database. */
  operate(...args: string[]): Promise<object>;
  /** Writes a file into its folder. */
  write(name: string, text: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the built reference server of `domain` on a free port. */
export async function startReferenceServer(domain: string): Promise<ReferenceServer> {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-client-'));
  const env = {
    ...process.env,
    PORT: '0',
    P2CORE_DOMAIN: domain,
    P2CORE_DATABASE: join(folder, 'p2core.db'),
  };
  const child = spawn(process.execPath, [command, 'serve', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = await firstLine(child);
  const { api, admin_token: adminToken } = JSON.parse(ready) as Record<string, string>;
  return {
    url: new URL(api as string).origin,
    adminToken: adminToken as string,
    async operate(...args) {
      const { stdout } = await run(process.execPath, [command, ...args, '--json'], { env });
      return JSON.parse(stdout);
    },
    async write(name, text) {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    },
    async stop() {
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
