import { setTimeout as sleep } from 'node:timers/promises';
import { createIdCsr } from '@p2core/id-cert';
import { pathPrefix } from '@p2core/types';
import { now } from '../../src/clock/clock.js';
import type { AddedSession } from '../../src/operator/sessions.js';
import { issueWithStoredKey } from '../../src/pki/issue-with-stored-key.js';
import { generateKeyPair } from '../../src/pki/keys.js';
import type { ReferenceServer } from '../../src/reference-server.js';
import { exchange, type WireAnswer } from '../support/exchange.js';
import { identification, newKeys, password } from '../support/log-in.js';
import { adminToken } from '../support/server.js';
import type { Ledger } from './ledger.js';
import { type Cast, memberOf, type Supply, tell } from './stage.js';

/** One round of writes over HTTP, until the server dies under it. */
export interface Load {
  readonly url: string;
  readonly cast: Cast;
  readonly ledger: Ledger;
  readonly supply: Supply;
  readonly round: number;
  /** Where another process writes meanwhile: the database as that process sees it. */
  readonly operator: ReferenceServer | undefined;
  /** Whether the server was killed; a request that fails before that fails the test. */
  readonly isOver: () => boolean;
}

/** Runs every kind of caller at the same time. Fulfilled once each of them has met the end of the server. */
export async function runLoad(load: Load): Promise<void> {
  const { cast, operator } = load;
  const callers = [
    untilOver(load, async () => {
      await rotate(load);
      if (operator !== undefined) await update(load, operator);
    }),
    ...[1, 2, 3].map(() => untilOver(load, () => pop(load))),
    ...cast.listeners.map((listener) => untilOver(load, () => fetchEvents(load, listener))),
    ...[1, 2].map(() => untilOver(load, () => deleteSession(load))),
    untilOver(load, () => trust(load)),
    untilOver(load, () => logIn(load)),
    untilOver(load, () => register(load)),
    untilOver(load, async () => {
      await cast.home.renew(load.url);
      for (let i = 0; i < 3; i++) await cast.home.bring(load.url);
      await cast.home.storeOrDelete(load.url);
    }),
    untilOver(load, () => cast.home.pop(load.url, cast.updater.token)),
  ];
  if (operator !== undefined) {
    let i = 5;
    callers.push(
      untilOver(load, async () => {
        for (const listener of cast.listeners) {
          await tell(operator, load.ledger, listener, { round: load.round, i });
        }
        i++;
        await pause();
      }),
    );
  }
  await Promise.all(callers);
}

/** Leaves the database to the server for a while. */
const pause = () => sleep(20);

async function untilOver({ isOver }: Load, step: () => Promise<void>): Promise<void> {
  while (!isOver()) {
    try {
      await step();
    } catch (error) {
      if (!isOver()) throw error;
    }
  }
}

async function rotate({ url, ledger }: Load): Promise<void> {
  const answer = await send(url, 'PUT', '/key/server', adminToken);
  demand(answer, 200);
  ledger.rotations.push(answer.json);
}

async function pop({ url, cast, ledger }: Load): Promise<void> {
  ledger.unansweredPops++;
  const path = `/keypackage/${cast.popped[0]?.fid}`;
  const answer = await send(url, 'GET', path, cast.updater.token);
  ledger.unansweredPops--;
  demand(answer, 200);
  for (const keyPackage of answer.json) {
    if (!keyPackage.startsWith('last')) ledger.give(keyPackage);
  }
}

async function fetchEvents({ url, ledger }: Load, listener: AddedSession): Promise<void> {
  const answer = await send(url, 'GET', '/events', listener.token);
  if (answer.status === 409) return;
  demand(answer, 200);
  for (const event of answer.json) ledger.deliver(listener.session_id, event);
}

async function deleteSession({ url, supply, ledger }: Load): Promise<void> {
  const session = supply.doomed.pop();
  if (session === undefined) {
    await pause();
    return;
  }
  ledger.asked.add(session.session_id);
  const content = JSON.stringify({ session_id: session.session_id });
  demand(await send(url, 'DELETE', '/session', session.token, content), 204);
  ledger.deleted.add(session.session_id);
}

async function trust({ url, ledger, round }: Load): Promise<void> {
  const sessionId = `t${round}-${++begun}`;
  const name = memberOf(round);
  const fid = `${name}@home.example.com`;
  const csr = await createIdCsr({ fid, sessionId, keys: await newKeys() });
  const request = { actor_name: name, csr, auth_payload: { password } };
  const trusted = await send(url, 'POST', '/session/trust', undefined, JSON.stringify(request));
  demand(trusted, 201);
  ledger.trusted.set(sessionId, trusted.json.id_cert);
}

/** Logs in, and cannot log in with the same challenge again. */
async function logIn({ url, ledger, supply: { member } }: Load): Promise<void> {
  const { challenge } = (await send(url, 'GET', '/challenge')).json;
  const content = JSON.stringify(await identification(member, challenge));
  ledger.loggedIn.delete(member.session_id);
  const identified = await send(url, 'POST', '/session/identify', undefined, content);
  demand(identified, 201);
  ledger.loggedIn.set(member.session_id, identified.json.token);
  ledger.logIns++;
  ledger.identifications.push(content);
  demand(await send(url, 'POST', '/session/identify', undefined, content), 403);
}

let begun = 0;

async function register({ url, supply, ledger }: Load): Promise<void> {
  const invite = supply.invitations.pop();
  if (invite === undefined) {
    await pause();
    return;
  }
  const body = { actor_name: `new-${++begun}`, auth_payload: { password, invite } };
  const answer = await send(url, 'POST', '/register', undefined, JSON.stringify(body));
  demand(answer, 201);
  ledger.registered.push(answer.json.fid);
}

/** Comes after each rotation and not beside it, and waits for the second that the key which signs begins at. */
async function update({ url, cast, ledger }: Load, operator: ReferenceServer): Promise<void> {
  const { fid, session_id: sessionId, token } = cast.updater;
  const issuer = await operator.identities.signer();
  while (now() < issuer.currentFrom) await pause();
  const { pem } = await issueWithStoredKey({
    fid,
    sessionId,
    publicKey: generateKeyPair().publicKey,
    issuer,
    notBefore: now(),
    notAfter: now() + 24 * 60 * 60,
  });
  const answer = await send(url, 'PUT', '/session/idcert/extern', token, JSON.stringify(pem));
  demand(answer, 201);
  ledger.updates.push(pem);
}

function send(
  url: string,
  method: string,
  path: string,
  token?: string,
  content?: string,
): Promise<WireAnswer> {
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(content && { 'Content-Type': 'application/json' }),
  };
  return exchange(url, { method, path: pathPrefix + path, headers, content });
}

function demand({ status, text }: WireAnswer, wanted: number): void {
  if (status !== wanted) throw new Error(`${status} in place of ${wanted}: ${text.slice(0, 200)}`);
}
