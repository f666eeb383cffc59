import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/config.js';
import { addInvitation } from '../../src/operator/invitations.js';
import { openReferenceServer } from '../../src/reference-server.js';

const main = fileURLToPath(new URL('../../bin/p2core-server.js', import.meta.url));

/** The command, for a shell. */
export const commandLine = `${process.execPath} ${main}`;

/** The result of a command. */
export interface CliResult {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** What `serve --json` prints. */
export interface Ready {
  domain: string;
  api: string;
  docs: string;
  contract: string;
  data: string;
  new: boolean;
  admin_token_file?: string;
}

/** A server that was started with `serve --json`. */
export interface ServeProcess {
  ready: Ready;
  /** The content of the file with a new administrator's token. */
  adminToken: string | undefined;
  /** Ends it by a signal, SIGTERM by default. Returns its exit status. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The built `p2core-server`, in an empty folder of its own and with an environment of its own. */
export class Cli {
  /** The working folder; the database is `p2core.db` in it. */
  readonly folder = mkdtempSync(join(tmpdir(), 'p2core-cli-'));
  readonly #env: NodeJS.ProcessEnv;
  readonly #children = new Set<ChildProcess>();

  /** @param env overrides the tests' defaults; a value of `undefined` unsets a variable */
  constructor(env: NodeJS.ProcessEnv = {}) {
    this.#env = { PORT: '0', P2CORE_DATABASE: join(this.folder, 'p2core.db'), ...env };
  }

  /** Makes the database, as the first start of a server does. */
  async create(env: NodeJS.ProcessEnv = {}): Promise<void> {
    const config = readConfig({ ...this.#env, ...env });
    const server = await openReferenceServer(config, { create: true });
    await server.close();
  }

  /** Makes invitations in its database, in this process: a command for each would take longer than most tests. */
  async invitations(count: number): Promise<string[]> {
    const server = await openReferenceServer(readConfig(this.#env));
    const made: string[] = [];
    while (made.length < count) made.push((await addInvitation(server, '1')).invite);
    await server.close();
    return made;
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
    const child = this.#spawn(args, env);
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream.toArray());
    const [status] = await once(child, 'close');
    const text = async (chunks: Promise<Buffer[]> | undefined) =>
      Buffer.concat((await chunks) ?? []).toString();
    return { status, stdout: await text(stdout), stderr: await text(stderr) };
  }

  /** Runs a command with `--json`, which must succeed. Returns the line of JSON that it prints. */
  async json(args: readonly string[], env?: NodeJS.ProcessEnv) {
    const { status, stdout, stderr } = await this.run([...args, '--json'], env);
    if (status !== 0 || stderr !== '' || !/^.+\n$/.test(stdout)) {
      throw new Error(`exit status ${status}\n${stdout}\n${stderr}`);
    }
    return JSON.parse(stdout);
  }

  /** Runs a command that is to fail: exit status 1, nothing on standard output. Returns its one line on standard error. */
  async failure(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
    const { status, stdout, stderr } = await this.run(args, env);
    if (status !== 1 || stdout !== '' || !/^.+\n$/.test(stderr)) {
      throw new Error(`exit status ${status}\n${stdout}\n${stderr}`);
    }
    return stderr.trimEnd();
  }

  /** Starts the server and waits until it says that it is ready. */
  async serve(env: NodeJS.ProcessEnv = {}): Promise<ServeProcess> {
    const { printed, stop } = await this.start(['serve', '--json'], /\n$/, env);
    const ready: Ready = JSON.parse(printed);
    const { admin_token_file: file } = ready;
    const adminToken = file === undefined ? undefined : readFileSync(file, 'utf8').trim();
    return { ready, adminToken, stop };
  }

  /** Starts a command that keeps running, and waits until its output matches. */
  async start(
    args: readonly string[],
    until: RegExp,
    env: NodeJS.ProcessEnv = {},
  ): Promise<{ printed: string } & Pick<ServeProcess, 'stop'>> {
    const child = this.#spawn(args, env);
    child.stderr.pipe(process.stderr);
    const exited = once(child, 'exit');
    const stop: ServeProcess['stop'] = async (signal = 'SIGTERM') => {
      child.kill(signal);
      return (await exited)[0];
    };
    let printed = '';
    child.stdout.setEncoding('utf8');
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += chunk;
      if (until.test(printed)) return { printed, stop };
    }
    throw new Error(`${args.join(' ')} ended with ${(await exited)[0]}: ${printed}`);
  }

  /** Kills what still runs and removes the folder. */
  async close(): Promise<void> {
    for (const child of this.#children) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn(args: readonly string[], env: NodeJS.ProcessEnv) {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, ...this.#env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    return child;
  }
}

/** A `Cli` for the length of one test, or of a file where it is called outside of one. */
export function newCli(
  cleanUp: (close: () => Promise<void>) => void,
  env?: NodeJS.ProcessEnv,
): Cli {
  const cli = new Cli(env);
  cleanUp(() => cli.close());
  return cli;
}
