/** What lawful clients do, through `@p2core/client`: all operations, in random order. */
import { randomInt } from 'node:crypto';
import { type Client, createClient } from '@p2core/client';
import {
  type AddedSession,
  addActor,
  addEvent,
  addKeyPackages,
  addSession,
} from '@p2core/reference-server';
import type { OperationOf, RequiredPage } from '@p2core/types';
import { keyPackagesOf } from '../server/world.js';
import { addForeignSession, type Stage, type Theatre } from './stage.js';
import { pick, type Tally } from './tally.js';

interface Member extends AddedSession {
  client: Client;
}

/** Calls an operation once. Returns the answer's status, and whether it is lawful. */
interface Play {
  readonly weight: number;
  readonly expected: readonly number[];
  /** Makes what the call needs. Returns the call, which alone is timed. */
  prepare(): Promise<() => Promise<{ status: number }>>;
}

const actors = 20;

/** Makes the actors of a stage. Returns a function that makes one random call and reports it to the tally. */
export async function lawfulClients(
  theatre: Theatre,
  stage: Stage,
  tally: Tally,
): Promise<() => Promise<void>> {
  const { operator, server } = stage;
  const clientOf = (token?: string) =>
    createClient({
      baseUrl: server.origin,
      fetch: fromAddress(),
      retries: 0,
      ...(token && { token }),
    });
  const members: Member[] = [];
  for (let number = 0; number < actors; number++) {
    await addActor(operator, `actor-${number}`);
    const session = await addSession(operator, `actor-${number}`, { sessionId: 'phone' });
    members.push({ ...session, client: clientOf(session.token) });
  }
  const abroad = await addForeignSession(theatre, stage, `lawful-${stage.database.toLowerCase()}`);
  const foreigner = clientOf(abroad.token);
  const administrator = clientOf(stage.adminToken);
  const anyone = clientOf();
  const ready = (call: () => Promise<{ status: number }>) => async () => call;
  const past = () => Math.floor(Date.now() / 1000) - randomInt(2);

  const plays = {
    getChallenge: { weight: 100, expected: [200], prepare: ready(() => anyone.getChallenge()) },
    getServerIdCert: {
      weight: 100,
      expected: [200],
      prepare: ready(() => anyone.getServerIdCert()),
    },
    getServerPublicKey: {
      weight: 100,
      expected: [200],
      prepare: ready(() => anyone.getServerPublicKey({ timestamp: past() })),
    },
    getActorIdCerts: {
      weight: 250,
      expected: [200],
      prepare: ready(() => anyone.getActorIdCerts({ fid: pick(members).fid })),
    },
    updateSessionIdCert: {
      weight: 50,
      expected: [201],
      prepare: ready(() => foreigner.updateSessionIdCert({ body: abroad.idCert })),
    },
    getKeyPackages: {
      weight: 100,
      expected: [200],
      async prepare() {
        const [asking, asked] = [pick(members), pick(members)];
        const { fid, session_id: sessionId } = asked;
        const keyPackages = await keyPackagesOf(asked, 1);
        await addKeyPackages(operator, fid, { sessionId, lastResort: false, keyPackages });
        return () => asking.client.getKeyPackages({ fid });
      },
    },
    getEvents: {
      weight: 250,
      expected: [200, 409],
      async prepare() {
        const { client, fid, session_id: sessionId } = pick(members);
        if (randomInt(2) === 0) await addEvent(operator, fid, { sessionId, op: '8', data: {} });
        return () => client.getEvents();
      },
    },
    deleteSession: {
      weight: 50,
      expected: [204],
      async prepare() {
        const session = await addSession(operator, pick(members).fid);
        const client = clientOf(session.token);
        return () => client.deleteSession({ session_id: session.session_id });
      },
    },
    rotateServerIdentityKey: {
      weight: 1,
      expected: [200],
      prepare: ready(() => administrator.rotateServerIdentityKey()),
    },
  } satisfies Partial<Record<OperationOf<RequiredPage>, Play>>;
  const names = Object.keys(plays) as (keyof typeof plays)[];
  const choices = names.flatMap((name) => Array<typeof name>(plays[name].weight).fill(name));

  return async () => {
    const name = pick(choices);
    const { expected, prepare } = plays[name];
    try {
      const call = await prepare();
      const start = performance.now();
      const { status } = await call();
      tally.lawful(name, status, performance.now() - start);
      if (!expected.includes(status)) tally.fault(`${name} was answered with ${status}`);
    } catch (error) {
      tally.fault(`${name}: ${(error as Error).message}`);
    }
  };
}

/** `fetch` from an address of its own. */
function fromAddress(): typeof fetch {
  const address = newAddress();
  return (input, init) => {
    const request = new Request(input, init);
    request.headers.set('X-Forwarded-For', address);
    return fetch(request);
  };
}

/** An address of the network for benchmarks (RFC 2544). */
export function newAddress(): string {
  return `198.18.${randomInt(256)}.${randomInt(256)}`;
}
