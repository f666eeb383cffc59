import { createIdCsr } from '@p2core/id-cert';
import { hasPostgres, postgres } from '@p2core/testing/shared-postgres';
import { pathPrefix } from '@p2core/types';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newCli, type ServeProcess } from '../support/cli.js';
import { exchange, type WireAnswer } from '../support/exchange.js';
import { identification, newKeys, outcome, password } from '../support/log-in.js';

const rounds = 24;
const auth_payload = { password };

/** Two servers on one database, and what both answer to two requests that come at once. */
async function twoServers(database: string | undefined) {
  const cli = newCli(onTestFinished, {
    P2CORE_DOMAIN: 'home.example.com',
    P2CORE_RATE_LIMIT: 'off',
    ...(database !== undefined && {
      P2CORE_DATABASE: database,
      P2CORE_SEALING_KEY: '5e'.repeat(32),
    }),
  });
  const servers = [await cli.serve(), await cli.serve()] as const;
  const ask = ({ ready }: ServeProcess, method: string, path: string, body?: object) =>
    exchange(ready.api, {
      method,
      path: pathPrefix + path,
      ...(body && {
        content: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }),
    });
  const both = (path: string, bodies: readonly [object, object]): Promise<WireAnswer[]> =>
    Promise.all(servers.map((server, index) => ask(server, 'POST', path, bodies[index] as object)));
  const get = async (path: string) => (await ask(servers[0], 'GET', path)).json;
  return { cli, both, get };
}

const tally = (answers: WireAnswer[][]) => {
  const counts = new Map<string, number>();
  for (const pair of answers) {
    const outcomes = pair.map(outcome).toSorted().join(' and ');
    counts.set(outcomes, (counts.get(outcomes) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
};

async function race(database: string | undefined): Promise<object> {
  const { cli, both, get } = await twoServers(database);

  const registrations: WireAnswer[][] = [];
  for (let round = 0; round < rounds / 4; round++) {
    const { invite } = await cli.json(['invite', 'add']);
    const body = (side: string) => ({
      actor_name: `${side}-${round}`,
      auth_payload: { password, invite },
    });
    registrations.push(await both('/register', [body('left'), body('right')]));
  }
  const fid: string = registrations[0]?.find(({ status }) => status === 201)?.json.fid;
  const actor_name = fid.split('@')[0];

  const trusts: WireAnswer[][] = [];
  const sessions: { keys: Awaited<ReturnType<typeof newKeys>>; id_cert: string }[] = [];
  for (let round = 0; round < rounds; round++) {
    const sessionId = `s${round}`;
    const keys = [await newKeys(), await newKeys()] as const;
    const csrs = await Promise.all(keys.map((each) => createIdCsr({ fid, sessionId, keys: each })));
    const answers = await both('/session/trust', [
      { actor_name, csr: csrs[0], auth_payload },
      { actor_name, csr: csrs[1], auth_payload },
    ]);
    trusts.push(answers);
    const winner = answers.findIndex(({ status }) => status === 201);
    sessions.push({ keys: keys[winner === 0 ? 0 : 1], id_cert: answers[winner]?.json.id_cert });
  }

  const identifications: WireAnswer[][] = [];
  for (const session of sessions) {
    const { challenge } = await get('/challenge');
    const body = await identification(session, challenge);
    identifications.push(await both('/session/identify', [body, body]));
  }

  const listed = await get(`/idcert/actor/${fid}`);
  const results = {
    registrations: tally(registrations),
    trusts: tally(trusts),
    identifications: tally(identifications),
  };
  expect(results).toEqual({
    registrations: { '201 and 403 P2CORE_REGISTRATION_CLOSED': rounds / 4 },
    trusts: { '201 and 409 P2CORE_SESSION_ID_TAKEN': rounds },
    identifications: { '201 and 403 P2CORE_CHALLENGE_INVALID': rounds },
  });
  expect(listed.idcerts.toSorted()).toEqual(sessions.map(({ id_cert }) => id_cert).toSorted());
  expect(listed.invalidated).toEqual(sessions.map(() => false));
  return results;
}

const oneOfTwo = 'of two requests at once, in two processes, for what there is once, one succeeds';

describe('SQLite', () => {
  test(oneOfTwo, { timeout: 120_000 }, async () => {
    console.log('SQLite', await race(undefined));
  });
});

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  test(oneOfTwo, { timeout: 120_000 }, async () => {
    console.log('PostgreSQL', await race(await postgres.newDatabase()));
  });
});
