import { type ChildProcess, exec, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { acceptsConnections } from '@p2core/testing/accepts-connections';
import { freePort } from '@p2core/testing/free-port';
import { packageManager, root } from '../../src/workspace.js';
import { npmEnv } from '../support/shared-registry.js';

/** The place where a command runs: an empty project that gets the packages from npm, or this repository. */
export type Place = 'project' | 'repository';

/** The path of pnpm, kept because `npx` takes longer to find it than most commands take. */
let pnpm: Promise<{ stdout: string }> | undefined;

/** Follows a document as a reader does, with its own project, global packages and port. */
export class Reader {
  readonly #home = mkdtempSync(join(tmpdir(), 'p2core-reader-'));
  readonly #children = new Set<ChildProcess>();
  readonly #places: Record<Place, { cwd: string; env: NodeJS.ProcessEnv }>;
  /** The folder of the project. */
  readonly project = join(this.#home, 'project');

  private constructor(
    /** The port in place of 3000. */
    readonly port: number,
    pnpmPath: string,
  ) {
    const global = join(this.#home, 'global');
    const bin = join(global, 'bin');
    mkdirSync(bin, { recursive: true });
    mkdirSync(this.project);
    symlinkSync(pnpmPath, join(bin, 'pnpm'));
    writeFileSync(join(this.project, 'package.json'), '{ "private": true, "type": "module" }');
    const env = {
      ...process.env,
      PATH: `${bin}:${process.env.PATH}`,
      PORT: String(port),
      CLONE: root,
      // Documents register actors. The command that makes a fixture needs the server's environment too.
      P2CORE_REGISTRATION: 'open',
    };
    const database = join(this.#home, 'repository.db');
    this.#places = {
      project: { cwd: this.project, env: { ...env, ...npmEnv, npm_config_prefix: global } },
      repository: { cwd: root, env: { ...env, P2CORE_DATABASE: database } },
    };
  }

  /** Makes a reader with an empty project. */
  static async start(): Promise<Reader> {
    pnpm ??= promisify(exec)(`npx --yes --package ${packageManager} -c 'command -v pnpm'`);
    const { stdout } = await pnpm;
    return new Reader(await freePort(), stdout.trim());
  }

  /** Runs a command in a shell until it ends. If it fails, throws an error with its output. */
  async run(text: string, place: Place = 'project'): Promise<void> {
    await this.#spawn(text, place);
  }

  /** Runs a command that starts a server, and returns as soon as the server answers. */
  async serve(text: string, place: Place = 'project'): Promise<void> {
    const ended = this.#spawn(text, place).then(() => {
      throw new Error(`this started no server:\n${text}`);
    });
    ended.catch(() => {});
    while (!(await acceptsConnections(this.port))) await Promise.race([ended, sleep(100)]);
    // Requests wait until the server has made its database. A server of HTTPS fails this one, but it answers.
    await fetch(`http://127.0.0.1:${this.port}/`).catch(() => {});
  }

  /** Stops the servers and removes all folders. */
  async close(): Promise<void> {
    for (const child of this.#children) {
      process.kill(-(child.pid as number), 'SIGTERM');
      await once(child, 'close');
    }
    rmSync(this.#home, { recursive: true, force: true });
  }

  async #spawn(text: string, place: Place): Promise<void> {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', text], {
      ...this.#places[place],
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.add(child);
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        printed += chunk;
      });
    }
    const [status] = await once(child, 'close');
    this.#children.delete(child);
    if (status !== 0)
      throw new Error(`this ended with status ${status}:\n${text}\n${printed.slice(-2000)}`);
  }
}
