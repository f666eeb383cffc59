/** Servers in processes of their own, whose descriptors and memory can be counted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operations } from '@p2core/types';
import { program, programEnv } from '../durability/server-process.js';
import type { Aim } from './strangers.js';

/** A server that strangers come to. */
export interface Victim {
  aim: Aim;
  /** How many descriptors it has open. */
  descriptors(): number;
  /** Its resident memory, in mebibytes. */
  memory(): number;
  /** Whether it still answers. */
  answers(): Promise<boolean>;
  /** What it wrote to standard error, line by line. */
  log(): string[];
  stop(): void;
}

/** Starts the reference server's program. */
export async function startReferenceServer(env: NodeJS.ProcessEnv = {}): Promise<Victim> {
  const folder = mkdtempSync(join(tmpdir(), 'p2core-hostile-'));
  const child = spawn(process.execPath, [program, 'serve', '--json'], {
    env: programEnv({ P2CORE_DATABASE: join(folder, 'p2core.db'), ...env }),
  });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return victim(child, /"api":"http:\/\/127\.0\.0\.1:(\d+)/, '/openapi.json', remove);
}

/** Starts the server that the stubs' README shows. */
export async function startExample(): Promise<Victim> {
  const example = new URL('../../../server/examples/three-operations.ts', import.meta.url);
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(example)], {
    env: { ...process.env, PORT: '0' },
  });
  const { path } = operations.getActorIdCerts;
  return victim(child, /port: (\d+)/, path.replace('{fid}', 'alice@home.example.com'), () => {});
}

async function victim(
  child: ChildProcess,
  ready: RegExp,
  large: string,
  cleanUp: () => void,
): Promise<Victim> {
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const port = await new Promise<number>((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const found = ready.exec(output)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', () => reject(new Error(`the server ended: ${errors}`)));
  });
  const proc = `/proc/${child.pid}`;
  return {
    aim: { port, large },
    descriptors: () => readdirSync(`${proc}/fd`).length,
    memory: () =>
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`${proc}/status`, 'utf8'))?.[1]) / 1024,
    async answers() {
      const url = `http://127.0.0.1:${port}${operations.getChallenge.path}`;
      const response = await fetch(url, { headers: { Connection: 'close' } });
      await response.arrayBuffer();
      return response.ok;
    },
    log: () => errors.split('\n').filter((line) => line !== ''),
    stop() {
      child.kill('SIGKILL');
      cleanUp();
    },
  };
}
