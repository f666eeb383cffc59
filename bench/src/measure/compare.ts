import { Agent } from 'node:http';
import { type BenchRequest, load } from './load.js';
import { median } from './median.js';
import type { ServerProcess, Usage } from './server-process.js';

/** Makes this many requests for one server, and what they need there. */
export type Scenario = (
  variant: string,
  count: number,
) => readonly BenchRequest[] | Promise<readonly BenchRequest[]>;

/** How often each scenario is measured, and with how many requests over how many connections. */
interface MeasureOptions {
  readonly rounds: number;
  readonly requests: number;
  readonly connections?: number;
}

/** The cost of one scenario on one server. */
export interface Cost {
  /** Microseconds of CPU time that the server spends on a request: the median of all slices. */
  readonly cpu: number;
  /** The CPU time divided by that of the first server in the slice beside it: the median of all slices. */
  readonly ratio: number;
  /** The median of all slices. */
  readonly requestsASecond: number;
  /** How often a request makes the server collect its young garbage: the mean of all slices. */
  readonly collections: number;
}

/** What a slice of a scenario's requests took on a server, for each request. */
type Slice = Omit<Cost, 'ratio'>;

/** The slices of each server, by its name: those of one turn were measured one after the other. */
type Turn = ReadonlyMap<string, Slice>;

/** What was measured in one run of the servers, by scenario. */
export type Measured = ReadonlyMap<string, readonly Turn[]>;

/** The costs by scenario and by server. */
export type Costs = ReadonlyMap<string, ReadonlyMap<string, Cost>>;

/**
 * How many requests one server gets before it is the next server's turn. On a busy machine a request may take twice the
 * CPU time a second later, so the slices that are compared must be short.
 */
const sliceLength = 50;

/** The part of a slice that is not counted: after another server's turn the processor's caches hold that server's data. */
const uncounted = 1 / 5;

/**
 * Measures every scenario on every server. The servers take turns with a slice of the requests each, forwards and then
 * backwards, so that none always follows a heavier one. A first round warms them up and is not counted.
 */
export async function measure(
  servers: ReadonlyMap<string, ServerProcess>,
  scenarios: Readonly<Record<string, Scenario>>,
  { rounds, requests, connections = 10 }: MeasureOptions,
): Promise<Measured> {
  const measured = new Map(Object.keys(scenarios).map((name) => [name, [] as Turn[]]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, scenario] of Object.entries(scenarios)) {
      const asked = new Map<string, readonly BenchRequest[]>();
      for (const variant of servers.keys()) asked.set(variant, await scenario(variant, requests));
      const turns = await takeTurns(servers, asked, connections);
      if (round >= 0) measured.get(name)?.push(...turns);
    }
  }
  return measured;
}

async function takeTurns(
  servers: ReadonlyMap<string, ServerProcess>,
  asked: ReadonlyMap<string, readonly BenchRequest[]>,
  connections: number,
): Promise<Turn[]> {
  const order = [...servers].map(([variant, server]) => ({
    variant,
    server,
    requests: asked.get(variant) ?? [],
    agent: new Agent({ keepAlive: true, maxSockets: connections }),
  }));
  const turns: Turn[] = [];
  const most = Math.max(...order.map(({ requests }) => requests.length));
  for (let start = 0; start < most; start += sliceLength) {
    const slices = new Map<string, Slice>();
    for (const { variant, server, requests, agent } of order) {
      const slice = requests.slice(start, start + sliceLength);
      slices.set(variant, await measureSlice(server, slice, agent));
    }
    turns.push(slices);
    order.reverse();
  }
  for (const { agent } of order) agent.destroy();
  return turns;
}

async function measureSlice(
  server: ServerProcess,
  slice: readonly BenchRequest[],
  agent: Agent,
): Promise<Slice> {
  const first = Math.floor(uncounted * slice.length);
  await load(server.origin, slice.slice(0, first), agent);
  const requests = slice.slice(first);
  const before = await server.usage();
  const start = performance.now();
  await load(server.origin, requests, agent);
  const seconds = (performance.now() - start) / 1000;
  const after = await server.usage();
  const each = (name: keyof Usage) => (after[name] - before[name]) / requests.length;
  return {
    cpu: each('cpu'),
    requestsASecond: requests.length / seconds,
    collections: each('collections'),
  };
}

/** The costs of what was measured in one run of the servers or in several. */
export function costsOf(...runs: readonly Measured[]): Costs {
  return new Map(
    [...(runs[0]?.keys() ?? [])].map((scenario) => {
      const turns = runs.flatMap((measured) => measured.get(scenario) ?? []);
      const [base = '', ...others] = turns[0]?.keys() ?? [];
      return [
        scenario,
        new Map([base, ...others].map((variant) => [variant, costOf(turns, variant, base)])),
      ];
    }),
  );
}

function costOf(turns: readonly Turn[], variant: string, base: string): Cost {
  const slicesOf = (name: string) => turns.map((turn) => turn.get(name) as Slice);
  const slices = slicesOf(variant);
  return {
    cpu: median(slices.map(({ cpu }) => cpu)),
    ratio: median(slicesOf(base).map(({ cpu }, turn) => (slices[turn] as Slice).cpu / cpu)),
    requestsASecond: median(slices.map(({ requestsASecond }) => requestsASecond)),
    collections: slices.reduce((sum, slice) => sum + slice.collections, 0) / slices.length,
  };
}

/** The rows of a table: each scenario on each server, with its ratio to the first server. */
export function rowsOf(costs: Costs) {
  return [...costs].flatMap(([scenario, byVariant]) => {
    const [base] = byVariant.keys();
    return [...byVariant].map(([variant, { cpu, ratio, requestsASecond, collections }]) => ({
      scenario,
      variant,
      'CPU µs a request': Number(cpu.toFixed(1)),
      [`CPU ÷ ${base}`]: Number(ratio.toFixed(2)),
      'requests a second': Math.round(requestsASecond),
      'GCs in 1,000 requests': Number((1000 * collections).toFixed(1)),
    }));
  });
}
