import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { pathPrefix } from '@p2core/types';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { exchange } from '../support/exchange.js';
import { seeded } from '../support/random.js';
import { checkLedger, checkStock } from './check.js';
import { Ledger } from './ledger.js';
import { runLoad } from './load.js';
import { type ServerProcess, startProcess } from './server-process.js';
import { type Cast, setUp, stageEnv, supply, withOperator } from './stage.js';

const kills = Number(process.env.P2CORE_KILLS ?? 6);
const seed = Number(process.env.P2CORE_SEED ?? Date.now() % 2 ** 31);
const timeout = 60_000 + kills * 60_000;

/**
 * How long a start takes, and how long the load runs after the first write of the round's kind was acknowledged, at most,
 * before the kill; in milliseconds.
 */
const longest = { start: 600, load: 1500 };

/** How many writes of each kind were answered; however slow the machine is, each kind has its rounds. */
const kindsOf = (ledger: Ledger, { home }: Cast) => [
  ledger.logIns,
  home.counts.renewals,
  ledger.acknowledged,
  ledger.trusted.size,
  ledger.registered.length,
];
const kinds = 5;

/** Starts a server that ends with its test, even a failing one. */
function start(env: NodeJS.ProcessEnv): ServerProcess {
  const server = startProcess(env);
  onTestFinished(() => server.kill());
  return server;
}

async function killAgainAndAgain(database: string): Promise<object> {
  const below = seeded(seed);
  const env = stageEnv(database);
  const ledger = new Ledger();
  const cast = await withOperator(env, setUp);
  let killedAtStart = 0;

  for (let round = 0; round < kills; round++) {
    // In every other round the server is the only process that has the database open, so that nobody but the next
    // start brings it in order.
    const isShared = below(2) === 0;
    const isAtStart = below(5) === 0;
    const delay = below(isAtStart ? longest.start : longest.load);
    await withOperator(env, async (operator) => {
      const supplied = await supply(operator, cast, ledger, round);
      if (!isShared) await operator.close();
      const server = start(env);
      if (isAtStart) {
        await sleep(delay);
        server.kill();
        killedAtStart++;
      } else {
        let isOver = false;
        const url = await server.url;
        const load = runLoad({
          ...{ url, cast, ledger, supply: supplied, round },
          operator: isShared ? operator : undefined,
          isOver: () => isOver,
        });
        const answered = () => kindsOf(ledger, cast)[round % kinds] as number;
        const before = answered();
        const oneOfItsKind = async () => {
          while (answered() === before) await sleep(1);
          await sleep(delay);
        };
        await Promise.race([load, oneOfItsKind()]);
        isOver = true;
        server.kill();
        await load;
      }
      await server.ended;
    });
    await withOperator(env, (operator) => checkLedger(operator, ledger, cast));
    await checkAfterRestart(env, ledger);
  }
  expect(ledger.acknowledged).toBeGreaterThanOrEqual(kills - killedAtStart);
  const stock = await withOperator(env, (operator) => checkStock(operator, ledger, cast));
  const sum = (maps: Map<string, Map<number, string>>) =>
    [...maps.values()].reduce((total, { size }) => total + size, 0);
  return {
    kills,
    seed,
    killedAtStart,
    acknowledgedWrites: ledger.acknowledged,
    rotations: ledger.rotations.length,
    deletions: ledger.deleted.size,
    updates: ledger.updates.length,
    sessionsBegun: ledger.trusted.size,
    logIns: ledger.logIns,
    registrations: ledger.registered.length,
    keyPackagesGivenOut: ledger.given.size,
    popsUnanswered: ledger.unansweredPops,
    ...stock,
    eventsDelivered: sum(ledger.delivered),
    eventsAdded: sum(ledger.added),
    eventsRepeated: ledger.repeatedEvents,
    home: cast.home.counts,
  };
}

/** The server starts after the kill, answers with the last rotation, and accepts no challenge a second time. */
async function checkAfterRestart(env: NodeJS.ProcessEnv, ledger: Ledger): Promise<void> {
  const server = start(env);
  const path = `${pathPrefix}/idcert/server`;
  const { status, json } = await exchange(await server.url, { path });
  expect(status).toBe(200);
  expect(ledger.rotations.slice(0, -1)).not.toContain(json);
  for (const content of ledger.identifications.slice(-3)) {
    const identify = { method: 'POST', path: `${pathPrefix}/session/identify`, content };
    const { json } = await exchange(await server.url, identify);
    expect(json.error).toBe('P2CORE_CHALLENGE_INVALID');
  }
  server.kill('SIGTERM');
  expect(await server.ended).toBe(0);
}

const nothingLost =
  'a server that is killed at any moment loses no acknowledged write, no event, and gives no KeyPackage twice';

describe('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'p2core-kill-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(nothingLost, { timeout }, async () => {
    console.log('seed', seed);
    console.log('SQLite', await killAgainAndAgain(join(folder, 'p2core.db')));
  });
});

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  test(nothingLost, { timeout }, async () => {
    console.log('PostgreSQL', await killAgainAndAgain(await postgres.newDatabase()));
  });
});
