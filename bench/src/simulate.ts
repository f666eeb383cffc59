/**
 * `pnpm simulate [seed] [folder]`: simulates what foreign servers ask of a home server, with 10 to 100,000 servers. Prints
 * tables and writes charts.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chart, draw } from './simulate/chart.js';
import { lookUpsOfForgeries } from './simulate/forgeries.js';
import { type Load, simulateHome, usual } from './simulate/model.js';

const [seed = '1', folder = 'docs/public/simulation'] = process.argv.slice(2);
const days = 3;
const seconds = days * 86_400;

const counts = [10, 100, 1_000, 10_000, 100_000];
const sizes = [10, 100, 1_000, 10_000];

const loads = new Map<string, Load>();
for (const servers of counts) {
  for (const actors of sizes) {
    const load = simulateHome(
      actors,
      seconds,
      { ...usual, servers },
      Number(seed) + servers + actors,
    );
    loads.set(`${servers} ${actors}`, load);
  }
}
const loadAt = (servers: number, actors: number) => loads.get(`${servers} ${actors}`) as Load;
const asked = ({ logIns, askedAgain, roots }: Load) => logIns + askedAgain + roots;

console.log(
  `Seed ${seed}, ${days} days. Requests a second at a home server, and a day for each of its actors:\n`,
);
console.table(
  counts.flatMap((servers) =>
    sizes.map((actors) => {
      const load = loadAt(servers, actors);
      const aDay = (count: number) => Number((count / days / actors).toFixed(2));
      return {
        servers,
        actors,
        'a second': Number((asked(load) / seconds).toPrecision(3)),
        'R38 log-ins': aDay(load.logIns),
        'R39 asked again': aDay(load.askedAgain),
        'R20, R38 roots': aDay(load.roots),
        'roots kept': `${Math.round((100 * load.rootHits) / (load.rootHits + load.roots))} %`,
      };
    }),
  ),
);

const forgers = [1, 10, 100, 1_000, 10_000, 100_000];
const latencies = [0.02, 0.1, 1];
console.log(
  '\nRequests a second at a home server whose ID-Certs strangers forge at one foreign server:\n',
);
console.table(
  forgers.map((addresses) => ({
    addresses,
    ...Object.fromEntries(
      latencies.map((latency) => [
        `answers in ${latency} s`,
        Number(lookUpsOfForgeries(addresses, latency).toPrecision(3)),
      ]),
    ),
  })),
);

const x = { label: 'home servers', values: counts };
const charts: Record<string, Chart> = {
  'requests.svg': {
    title: 'What a home server is asked by all foreign servers, for each of its actors',
    x,
    y: 'requests a day',
    lines: sizes.map((actors) => ({
      name: `${actors.toLocaleString('en')} actors`,
      values: counts.map((servers) => asked(loadAt(servers, actors)) / days / actors),
    })),
  },
  'kept-roots.svg': {
    title:
      'Which share of the look-ups of its certificate foreign servers answer from what they keep',
    x,
    y: 'per cent',
    lines: sizes.map((actors) => ({
      name: `${actors.toLocaleString('en')} actors`,
      values: counts.map((servers) => {
        const { rootHits, roots } = loadAt(servers, actors);
        return (100 * rootHits) / (rootHits + roots);
      }),
    })),
  },
  'rulings.svg': {
    title: 'Which rulings cost it that, for each of its 1,000 actors',
    x,
    y: 'requests a day',
    lines: [
      { name: 'R38: log-ins', values: counts.map((n) => loadAt(n, 1_000).logIns / days / 1_000) },
      {
        name: 'R39: asked again',
        values: counts.map((n) => loadAt(n, 1_000).askedAgain / days / 1_000),
      },
      { name: 'R20, R38: roots', values: counts.map((n) => loadAt(n, 1_000).roots / days / 1_000) },
    ],
  },
  'forgeries.svg': {
    title: 'What one busy foreign server asks of it, where strangers forge its ID-Certs there',
    x: { label: 'addresses of strangers', values: forgers },
    y: 'requests a second',
    lines: latencies.map((latency) => ({
      name: `answers in ${latency} s`,
      values: forgers.map((addresses) => lookUpsOfForgeries(addresses, latency)),
    })),
  },
};
mkdirSync(folder, { recursive: true });
for (const [name, chart] of Object.entries(charts)) writeFileSync(join(folder, name), draw(chart));
console.log(`\nCharts are in ${folder}.`);
