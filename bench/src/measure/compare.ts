import { type BenchRequest, load } from './load.js';
import { median } from './median.js';
import type { ServerProcess } from './server-process.js';

/** Makes this many requests for one server, and what they need there. */
export type Scenario = (
  variant: string,
  count: number,
) => readonly BenchRequest[] | Promise<readonly BenchRequest[]>;

/** How often each scenario is measured, and with how many requests over how many connections. */
interface CompareOptions {
  readonly rounds: number;
  readonly requests: number;
  readonly connections?: number;
}

/** The medians of one scenario on one server. */
export interface Cost {
  /** Microseconds of CPU time that the server spends on a request. */
  readonly cpu: number;
  readonly requestsASecond: number;
}

/**
 * Measures every scenario on every server. The servers take turns, in the opposite order in every other round. A first
 * round warms them up and is not counted.
 *
 * @returns the costs by scenario and by server
 */
export async function compare(
  servers: ReadonlyMap<string, ServerProcess>,
  scenarios: Readonly<Record<string, Scenario>>,
  { rounds, requests, connections }: CompareOptions,
): Promise<Map<string, Map<string, Cost>>> {
  const measured = new Map<string, Cost[]>();
  for (let round = -1; round < rounds; round++) {
    for (const [name, scenario] of Object.entries(scenarios)) {
      const turns = round % 2 === 0 ? [...servers] : [...servers].reverse();
      for (const [variant, server] of turns) {
        const cost = await measure(server, await scenario(variant, requests), connections);
        const key = `${name}|${variant}`;
        if (round >= 0) measured.set(key, [...(measured.get(key) ?? []), cost]);
      }
    }
  }
  return new Map(
    Object.keys(scenarios).map((name) => [
      name,
      new Map(
        [...servers.keys()].map((variant) => [
          variant,
          medians(measured.get(`${name}|${variant}`)),
        ]),
      ),
    ]),
  );
}

async function measure(
  server: ServerProcess,
  requests: readonly BenchRequest[],
  connections?: number,
): Promise<Cost> {
  const before = await server.cpu();
  const start = performance.now();
  await load(server.origin, requests, connections);
  const seconds = (performance.now() - start) / 1000;
  const cpu = ((await server.cpu()) - before) / requests.length;
  return { cpu, requestsASecond: requests.length / seconds };
}

function medians(costs: readonly Cost[] = []): Cost {
  return {
    cpu: median(costs.map(({ cpu }) => cpu)),
    requestsASecond: median(costs.map(({ requestsASecond }) => requestsASecond)),
  };
}

/** The rows of a table: each scenario on each server, with its ratios to the server named `base`. */
export function rowsOf(costs: ReadonlyMap<string, ReadonlyMap<string, Cost>>, base: string) {
  return [...costs].flatMap(([scenario, byVariant]) => {
    const bare = byVariant.get(base) as Cost;
    return [...byVariant].map(([variant, { cpu, requestsASecond }]) => ({
      scenario,
      variant,
      'CPU µs a request': Number(cpu.toFixed(1)),
      [`CPU ÷ ${base}`]: Number((cpu / bare.cpu).toFixed(2)),
      'requests a second': Math.round(requestsASecond),
    }));
  });
}
