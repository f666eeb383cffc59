/** The correct server of all operations in a process of its own, so that its memory can be measured. */
import { serve } from '../support/serve.js';

/** What the parent may ask for, by a message of the same name. */
export interface ServerReport {
  port: number;
  /** After a collection, in octets. */
  rss: number;
  heapUsed: number;
  log: unknown[];
}

const server = await serve();

function report(): void {
  for (let count = 0; count < 3; count += 1) globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const log = server.log.map((entry) => ({ ...entry, err: String(entry.err) }));
  const answer: ServerReport = { port: server.port, rss, heapUsed, log };
  process.send?.(answer);
}

process.on('message', () => setTimeout(report, 200));
process.on('disconnect', () => process.exit());
report();
