/**
 * What the server stubs cost: CPU time a request and requests a second, beside bare Express with the same handlers and
 * beside a stock mount of express-openapi-validator. All variants alternate in one run; the table gives medians and
 * their ratios to bare Express. Writes `bench-stubs.json` into the folder that it is started in.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { operations } from '@p2core/types';
import autocannon from 'autocannon';
import { median } from './measure/median.js';
import { token } from './servers/handlers.js';

const rounds = Number(process.env.ROUNDS ?? 9);
const requestsARound = 2000;
const connections = 10;

const variants = ['bare-express', 'stock-validator', 'contract'] as const;
type Variant = (typeof variants)[number];

const actorPath = operations.getActorIdCerts.path.replace('{fid}', 'alice@home.example.com');

const invalidPath = `${actorPath}?timestamp=yesterday`;

const scenarios = {
  getChallenge: { path: operations.getChallenge.path, headers: {}, body: undefined },
  'getActorIdCerts, GET body, three PEMs': {
    path: actorPath,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ timestamp: '1620000000' }),
  },
  'getActorIdCerts, invalid timestamp': {
    path: invalidPath,
    headers: {},
    body: undefined,
  },
  'getEvents, the last route': {
    path: operations.getEvents.path,
    headers: { Authorization: `Bearer ${token}` },
    body: undefined,
  },
};
type Scenario = keyof typeof scenarios;

interface Measurement {
  /** Microseconds of CPU time that the server spent on a request. */
  cpu: number;
  requestsPerSecond: number;
}

class Server {
  readonly #process: ChildProcess;
  readonly #variant: Variant;
  #port = 0;

  constructor(variant: Variant) {
    this.#variant = variant;
    const runner = fileURLToPath(new URL('servers/run.ts', import.meta.url));
    this.#process = fork(runner, [variant], { execArgv: ['--import', 'tsx'] });
  }

  async ready(): Promise<void> {
    const [{ port }] = (await once(this.#process, 'message')) as [{ port: number }];
    this.#port = port;
  }

  async measure(scenario: Scenario, amount: number): Promise<Measurement> {
    const { path, headers, body } = scenarios[scenario];
    const before = await this.#cpu();
    const start = performance.now();
    const { requests, errors, non2xx, end } = await load({
      url: `http://127.0.0.1:${this.#port}${path}`,
      headers,
      ...(body && { body }),
      amount,
      connections,
    });
    const seconds = (end - start) / 1000;
    if (errors > 0 || requests.total !== amount) throw new Error(`${scenario}: ${errors} errors`);
    const isRefused = path === invalidPath && this.#variant !== 'bare-express';
    if (non2xx !== (isRefused ? amount : 0)) throw new Error(`${scenario}: wrong answers`);
    return {
      cpu: ((await this.#cpu()) - before) / amount,
      requestsPerSecond: amount / seconds,
    };
  }

  stop(): void {
    this.#process.disconnect();
  }

  async #cpu(): Promise<number> {
    this.#process.send('cpu');
    const [{ cpu }] = (await once(this.#process, 'message')) as [{ cpu: number }];
    return cpu;
  }
}

const servers = new Map(variants.map((variant) => [variant, new Server(variant)]));
const measurements = new Map<string, Measurement[]>();

for (const server of servers.values()) await server.ready();
for (let round = -1; round < rounds; round++) {
  for (const scenario of Object.keys(scenarios) as Scenario[]) {
    for (const [variant, server] of alternating(servers, round)) {
      const measurement = await server.measure(scenario, requestsARound);
      if (round < 0) continue;
      const key = `${scenario}|${variant}`;
      measurements.set(key, [...(measurements.get(key) ?? []), measurement]);
    }
  }
}
for (const server of servers.values()) server.stop();

const rows = (Object.keys(scenarios) as Scenario[]).flatMap((scenario) =>
  variants.map((variant) => summarize(scenario, variant)),
);
console.table(rows);
await writeFile(
  'bench-stubs.json',
  `${JSON.stringify({ rounds, requestsARound, rows }, null, 2)}\n`,
);

/** Runs a load. `end` is the time of its last answer: the run itself ends with the tick of a clock of whole seconds. */
function load(options: autocannon.Options): Promise<autocannon.Result & { end: number }> {
  return new Promise((resolve, reject) => {
    let end = performance.now();
    const run = autocannon(options, (error, result) =>
      error ? reject(error) : resolve({ ...result, end }),
    );
    run.on('response', () => {
      end = performance.now();
    });
  });
}

function alternating<K, V>(map: Map<K, V>, round: number): Array<[K, V]> {
  const entries = [...map];
  return round % 2 === 0 ? entries : entries.reverse();
}

function summarize(scenario: Scenario, variant: Variant) {
  const bare = of(scenario, 'bare-express');
  const own = of(scenario, variant);
  return {
    scenario,
    variant,
    'CPU µs a request': Number(own.cpu.toFixed(1)),
    'CPU ÷ bare': Number((own.cpu / bare.cpu).toFixed(2)),
    'requests a second': Math.round(own.requestsPerSecond),
    'rate ÷ bare': Number((own.requestsPerSecond / bare.requestsPerSecond).toFixed(2)),
  };
}

function of(scenario: Scenario, variant: Variant): Measurement {
  const all = measurements.get(`${scenario}|${variant}`) ?? [];
  return {
    cpu: median(all.map(({ cpu }) => cpu)),
    requestsPerSecond: median(all.map(({ requestsPerSecond }) => requestsPerSecond)),
  };
}
