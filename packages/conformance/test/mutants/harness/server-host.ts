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
    await messageOf(child);
    return new ServerHost(child);
  }

  /** Starts the server of a mark in place of the one before. Throws where it does not start. */
  async serve(mark: string, database?: string): Promise<Fixture> {
    const request: ServerRequest = { mark, database };
    this.#child.send(request);
    const answer = (await messageOf(this.#child)) as ServerAnswer;
    if ('error' in answer) throw new Error(`${mark}: ${answer.error}`);
    return answer.fixture;
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}

/** The next message of a child process. Throws where it ends instead. */
async function messageOf(child: ChildProcess): Promise<unknown> {
  const waiting = new AbortController();
  const ended = once(child, 'exit', waiting).then(([status]) => {
    throw new Error(`the process that serves mutants ended with ${status}; it has said why`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', waiting), ended]);
    return message;
  } finally {
    waiting.abort();
    ended.catch(() => {});
  }
}
