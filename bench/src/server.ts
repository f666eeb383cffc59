/**
 * Measures the reference server on each operation beside bare Express with the same SQL statements, on SQLite and on
 * PostgreSQL: the server's CPU time for a request, and the requests a second.
 */
import { costsOf, measure, rowsOf } from './measure/compare.js';
import { postgres, sqlite } from './measure/databases.js';
import { serverScenarios } from './server/scenarios.js';
import { openWorld } from './server/world.js';

const rounds = Number(process.env.ROUNDS ?? 9);
const requests = 500;
const bare = 'bare Express';

for (const databases of [sqlite(), await postgres()]) {
  if (databases === undefined) {
    console.log('PostgreSQL is not installed here: its half is left out.');
    continue;
  }
  const worlds = new Map([
    [bare, await openWorld(await databases.newDatabase(), 'bare')],
    ['reference server', await openWorld(await databases.newDatabase(), 'reference')],
  ]);
  const servers = new Map([...worlds].map(([name, { server }]) => [name, server]));
  const measured = await measure(servers, serverScenarios(worlds), { rounds, requests });
  for (const world of worlds.values()) await world.close();
  await databases.stop();
  console.log(databases.kind);
  console.table(rowsOf(costsOf(measured)));
}
