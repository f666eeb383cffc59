/**
 * Measures how look-ups slow down as a server's history grows: the median (p50) of each, in microseconds, with 1,000 and
 * 100,000 certificates recorded, and with a million where `P2CORE_MILLION` is set. It does so on both databases, with one
 * caller and without HTTP.
 */
import { openStore } from '@p2core/reference-server';
import { lookUps } from './growth/look-ups.js';
import { exportOf } from './growth/rows.js';
import { type Databases, postgres, sqlite } from './measure/databases.js';
import { median } from './measure/median.js';

const sizes = [1000, 100_000, ...(process.env.P2CORE_MILLION ? [1_000_000] : [])];
const warmUps = 50;
const samples = Number(process.env.SAMPLES ?? 1000);

/** Nobody reads the certificates here; they have the length of real ones. */
const pem = 'x'.repeat(700);

async function measure(databases: Databases, certificates: number): Promise<Map<string, number>> {
  const database = await databases.newDatabase();
  const store = await openStore(database);
  try {
    await store.import(exportOf(certificates, pem));
    databases.settle(database);
    const p50 = new Map<string, number>();
    for (const [name, lookUp] of Object.entries(lookUps)) {
      // Each pop uses up one KeyPackage, and the smallest size has few.
      const count = name.startsWith('KeyPackage') ? Math.min(samples, certificates / 10) : samples;
      const times: number[] = [];
      for (let i = -warmUps; i < count; i++) {
        const start = performance.now();
        await lookUp(store, certificates, Math.random);
        if (i >= 0) times.push((performance.now() - start) * 1000);
      }
      p50.set(name, Math.round(median(times)));
    }
    return p50;
  } finally {
    await store.close();
  }
}

const rows = new Map<string, Record<string, number>>();
for (const databases of [sqlite(), await postgres()]) {
  if (databases === undefined) {
    console.log('PostgreSQL is not installed here: its half is left out.');
    continue;
  }
  for (const certificates of sizes) {
    for (const [name, p50] of await measure(databases, certificates)) {
      const row = `${databases.kind}: ${name}`;
      rows.set(row, { ...rows.get(row), [certificates.toLocaleString('en')]: p50 });
    }
  }
  await databases.stop();
}
console.log('p50 in microseconds, by the number of certificates');
console.table(Object.fromEntries(rows));
