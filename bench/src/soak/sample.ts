import type { Stage } from './stage.js';
import type { Tally } from './tally.js';

/** The measures of a server. */
export const measures = {
  rss: { title: 'Resident memory', unit: 'MiB' },
  descriptors: { title: 'Open descriptors', unit: '' },
  wal: { title: 'Write-ahead log', unit: 'MiB' },
  loopDelay: { title: 'Event-loop delay, 99th percentile', unit: 'ms' },
  p99: { title: 'Answers to lawful clients, 99th percentile', unit: 'ms' },
  cpu: { title: 'CPU', unit: '% of a core' },
} as const;
export type Measure = keyof typeof measures;

/** One measurement. */
export type Sample = Record<Measure, number> & {
  /** Seconds since the soak began. */
  readonly second: number;
};

const mebi = 2 ** 20;

/** Returns a function that measures a stage: what has happened since its last call. */
export function sampler(stage: Stage, tally: Tally, start: number): () => Promise<Sample> {
  let last = { second: 0, cpu: 0 };
  return async () => {
    const text = await (await fetch(`${stage.server.metrics}`)).text();
    const read = (name: string) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
    const now = {
      second: (performance.now() - start) / 1000,
      cpu: read('process_cpu_seconds_total'),
    };
    const cpu = (100 * (now.cpu - last.cpu)) / (now.second - last.second);
    last = now;
    return {
      second: Math.round(now.second),
      rss: read('process_resident_memory_bytes') / mebi,
      descriptors: read('process_open_fds'),
      wal: stage.walSize() / mebi,
      loopDelay: read('nodejs_eventloop_lag_p99_seconds') * 1000,
      p99: tally.takeP99() ?? 0,
      cpu,
    };
  };
}
