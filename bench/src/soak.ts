/**
 * Loads the reference server on SQLite and on PostgreSQL for some minutes with lawful and hostile clients, at a rate that
 * leaves the machine room, and watches it. Writes `soak.svg`, `soak.md` and `soak.json` into the folder that it is given.
 * Ends with status 1 where a server ended, a lawful client was not served, or descriptors stayed open.
 */
import { setMaxListeners } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chart } from './soak/chart.js';
import { hostileClients } from './soak/hostile.js';
import { lawfulClients } from './soak/lawful.js';
import { pace } from './soak/pace.js';
import { sampler } from './soak/sample.js';
import { openTheatre, type Stage, type Theatre } from './soak/stage.js';
import { asJson, asMarkdown, type Outcome } from './soak/summary.js';
import { Tally } from './soak/tally.js';

const [minutes = 5, folder = 'soak'] = [Number(process.argv[2] ?? 5), process.argv[3]];
if (!(minutes > 0)) throw new Error('usage: pnpm soak [minutes] [folder]');

/** How many acts begin on each server every second. */
const rate = { lawful: 40, hostile: 5 };

const samples = 360;
const interval = Math.max(1, (minutes * 60) / samples) * 1000;

/** Longer than any time limit that a server has for a connection. */
const quiet = 75_000;

/** How many more descriptors than before may be open: the connections to the database stay open. */
const kept = 15;

const temporary = mkdtempSync(join(tmpdir(), 'p2core-soak-'));
const theatre = await openTheatre(temporary);
const outcomes = await Promise.all(theatre.stages.map((stage) => soak(theatre, stage)));
await theatre.close();
rmSync(temporary, { recursive: true });

mkdirSync(folder, { recursive: true });
const summary = asMarkdown(minutes, outcomes);
writeFileSync(join(folder, 'soak.md'), summary);
writeFileSync(join(folder, 'soak.json'), asJson(minutes, outcomes));
writeFileSync(
  join(folder, 'soak.svg'),
  chart(new Map(outcomes.map(({ database, samples }) => [database, samples]))),
);
console.log(summary);
if (outcomes.some(({ faults }) => faults.length > 0)) process.exitCode = 1;

async function soak(theatre: Theatre, stage: Stage): Promise<Outcome> {
  const tally = new Tally();
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  const lawful = await lawfulClients(theatre, stage, tally);
  const hostile = await hostileClients(theatre, stage, tally, over.signal);
  const start = performance.now();
  const sample = sampler(stage, tally, start);
  await sample();
  await sleep(1000);
  const before = await sample();

  let isDead = false;
  stage.server.ended.then((status) => {
    if (over.signal.aborted) return;
    isDead = true;
    tally.fault(`the server ended with ${status}`);
    over.abort();
  });
  const load = Promise.all([
    pace(rate.lawful, { atOnce: 20, over: over.signal }, lawful),
    pace(rate.hostile, { atOnce: 400, over: over.signal }, hostile),
  ]);
  const measured = [];
  while (!over.signal.aborted && performance.now() - start < minutes * 60_000) {
    await sleep(interval);
    if (!isDead) measured.push(await sample());
  }
  over.abort();
  await load;
  if (!isDead) await sleep(quiet);
  const after = isDead ? before : await sample();
  if (after.descriptors > before.descriptors + kept) {
    tally.fault(`${after.descriptors - before.descriptors} more descriptors are open than before`);
  }
  const faults = [...tally.faults].map(([message, times]) => `${message} (${times} times)`);
  return { database: stage.database, samples: measured, before, after, tally, faults };
}
