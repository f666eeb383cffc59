import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServerReport } from './server.js';

/** A server in a process of its own. */
export interface ServedElsewhere {
  port: number;
  /** Measures its memory after a collection, and fetches its log. */
  report(): Promise<ServerReport>;
  stop(): void;
}

/** Starts one. */
export async function serveElsewhere(): Promise<ServedElsewhere> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--expose-gc'],
  });
  const { port } = await nextReport(child);
  return {
    port,
    report() {
      child.send('report');
      return nextReport(child);
    },
    stop: () => void child.kill(),
  };
}

async function nextReport(child: ChildProcess): Promise<ServerReport> {
  const [report] = await once(child, 'message');
  return report as ServerReport;
}
