import {
  createIdCsr,
  followActor,
  IdCertError,
  readServerIdCert,
  verifyIdCert,
} from '@p2core/client/identity';
import { readIdCsr } from '@p2core/id-cert';
import { answering, json } from './answering.js';
import { equal, having, ok } from './assert.js';
import { newKeys } from './make-certificates.js';
import { cases, type World } from './world.js';

interface Vector {
  value: string;
  reason: string;
}

interface Listed {
  file: string;
  valid: boolean;
  reason: string;
}

interface Encoding {
  in: 'path' | 'query';
  value?: string;
  reason: string;
}

interface SentEvent {
  value: unknown;
  taken: boolean;
  reason: string;
}

async function readLines<Line>({ host }: World, path: string): Promise<Line[]> {
  const lines = (await host.readVectors(path)).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

async function refusalOf(step: () => unknown): Promise<Error | undefined> {
  try {
    await step();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** Cases of the vectors in `openapi/vectors/` that concern identities. */
export const vectorCases = cases('vectors', {
  async 'every certificate, root and ID-CSR is accepted or refused as its index says'(world) {
    const root = await world.host.readVectors('certificates/home-server.pem');
    equal((await readServerIdCert(root)).domain, 'home.example.com');
    const readers = {
      certificates: (pem: string) => verifyIdCert(pem, root),
      roots: readServerIdCert,
      requests: readIdCsr,
    };
    const wrong: string[] = [];
    let count = 0;
    for (const [kind, read] of Object.entries(readers)) {
      for (const { file, valid, reason } of await readLines<Listed>(world, `${kind}/index.jsonl`)) {
        const pem = await world.host.readVectors(`${kind}/${file}`);
        const refusal = await refusalOf(() => read(pem));
        const isRight = valid ? refusal === undefined : refusal instanceof IdCertError;
        if (!isRight) wrong.push(`${kind}/${file} (${reason}): ${refusal ?? 'accepted'}`);
        count++;
      }
    }
    equal(wrong, []);
    ok(count > 250, `${count} vectors`);
  },

  async 'every Federation ID is accepted or refused as its list says'(world) {
    for (const { value, reason } of await readLines<Vector>(world, 'federation-ids.valid.jsonl')) {
      const { fid } = followActor(value);
      ok(fid === value.toLowerCase(), `${value} (${reason}): ${fid}`);
    }
    for (const { value, reason } of await readLines<Vector>(
      world,
      'federation-ids.invalid.jsonl',
    )) {
      const refusal = await refusalOf(() => followActor(value));
      ok(refusal instanceof TypeError, `${value} (${reason}): ${refusal ?? 'accepted'}`);
    }
  },

  async 'every session ID is accepted for an ID-CSR or refused as its list says'(world) {
    const keys = await newKeys();
    const refusalOfSession = (sessionId: string) =>
      refusalOf(() => createIdCsr({ fid: 'alice@home.example.com', sessionId, keys }));
    for (const { value, reason } of await readLines<Vector>(world, 'session-ids.valid.jsonl')) {
      const refusal = await refusalOfSession(value);
      ok(refusal === undefined, `${value} (${reason}): ${refusal}`);
    }
    for (const { value, reason } of await readLines<Vector>(world, 'session-ids.invalid.jsonl')) {
      const refusal = await refusalOfSession(value);
      ok(refusal instanceof IdCertError, `${value} (${reason}): ${refusal ?? 'accepted'}`);
    }
  },

  async 'every Federation ID and session ID survives its encoding in a URL'(world) {
    const actor = 'alice@home.example.com';
    for (const line of await readLines<Encoding>(world, 'url-encodings.jsonl')) {
      const { in: place, value, reason } = line;
      if (value === undefined) continue;
      const { client, requests } = answering([json(200, { idcerts: [], invalidated: [] })]);
      const isPath = place === 'path';
      await client.getActorIdCerts(isPath ? { fid: value } : { fid: actor, session_id: value });
      const { url = '' } = requests[0] ?? {};
      const encoded = isPath ? url.split('/').at(-1) : url.split('?session_id=').at(-1);
      equal([decode(encoded ?? '', place), reason], [value, reason]);
    }
  },

  async 'every event that a client must accept is accepted'(world) {
    for (const { value, taken, reason } of await readLines<SentEvent>(world, 'events.jsonl')) {
      if (!taken) continue;
      const { client } = answering([json(200, [value])], { token: 'a' });
      const refusal = await refusalOf(async () => having(await client.getEvents(), 200));
      ok(refusal === undefined, `${JSON.stringify(value)} (${reason}): ${refusal}`);
    }
  },
});

/** Decodes as a server does. Throws where an unescaped character would end that part of the URL. */
function decode(encoded: string, place: Encoding['in']): string {
  const [bare] = /[&=#?/\s]/.exec(encoded) ?? [];
  if (bare !== undefined) throw new Error(`a bare ${bare} in ${encoded}`);
  return decodeURIComponent(place === 'query' ? encoded.replaceAll('+', ' ') : encoded);
}
