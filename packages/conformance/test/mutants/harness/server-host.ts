import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Fixture } from '../../../src/index.js';
import type { ServerAnswer, ServerRequest } from './host.js';

const host = fileURLToPath(new URL('host.ts', import.meta.url));

/** The child process that serves mutants, seen from the tests. */
export class ServerHost {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(): Promise<ServerHost> {
    const child = spawn(process.execPath, ['--import', 'tsx', host], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return new ServerHost(child);
  }

  /** Starts the server of a mark in place of the one before. Throws where it does not start. */
  async serve(mark: string, database?: string): Promise<Fixture> {
    const request: ServerRequest = { mark, database };
    this.#child.send(request);
    const [answer] = (await once(this.#child, 'message')) as [ServerAnswer];
    if ('error' in answer) throw new Error(`${mark}: ${answer.error}`);
    return answer.fixture;
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}
