/** The contract's vectors of what a request means on the wire: escapes, query and body, `Accept`. */

import { readVectors } from '@p2core/testing/vectors';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, outcome } from '../support/ask.js';
import { fid } from '../support/every-operation.js';
import { serve, type TestServer } from '../support/serve.js';

let server: TestServer;
let seen: Record<string, unknown> | undefined;
beforeAll(async () => {
  server = await serve();
  server.use({
    getActorIdCerts: ({ parameters }) => {
      seen = { ...parameters };
      return { status: 200, body: { idcerts: [], invalidated: [] } };
    },
  });
});
afterAll(() => server.close());

/** The parameters that the handler of `getActorIdCerts` is given, or the code of the refusal. */
async function meaning(path: string, content?: string): Promise<unknown> {
  seen = undefined;
  const asked = content === undefined ? {} : { type: 'application/json', content };
  const answer = await ask(server, 'GET', `/idcert/actor/${path}`, asked);
  return seen ?? outcome(answer).replace('400 ', '');
}

interface Encoding {
  in: 'path' | 'query';
  encoded: string;
  value?: string;
  error?: string;
  reason: string;
}

test.each(readVectors<Encoding>('url-encodings.jsonl'))(
  'in a $in, $encoded: $reason',
  async ({ in: place, encoded, value, error }) => {
    const path = place === 'path' ? encoded : `${fid}?session_id=${encoded}`;
    const wanted = place === 'path' ? { fid: value } : { fid, session_id: value };
    expect(await meaning(path)).toEqual(error ?? wanted);
  },
);

interface Pair {
  query: string;
  body: string | null;
  values?: object;
  error?: string;
  reason: string;
}

test.each(readVectors<Pair>('query-and-body.jsonl'))(
  'query "$query" and body $body: $reason',
  async ({ query, body, values, error }) => {
    const path = query === '' ? fid : `${fid}?${query}`;
    expect(await meaning(path, body ?? undefined)).toEqual(error ?? { fid, ...values });
  },
);

interface Wish {
  accept: string | null;
  media_type?: string;
  error?: string;
  reason: string;
}

describe('Accept', () => {
  test.each(readVectors<Wish>('accept.jsonl'))(
    '$accept: $reason',
    async ({ accept, media_type, error }) => {
      const fields = accept === null ? [] : [['Accept', accept] as const];
      const answer = await ask(server, 'GET', '/idcert/server', { fields });
      const given = error === undefined ? answer.headers['content-type'] : outcome(answer);
      expect(given).toBe(error === undefined ? media_type : `406 ${error}`);
    },
  );
});
