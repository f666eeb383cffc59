/** R3: what may come in the query or in the body, and where both say it. */
import { allOperations, type ErrorDetail, type Operation } from '@p2core/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeFilters } from '../../src/request/merge-filters.js';
import { readQuery } from '../../src/request/read-query.js';
import { ask, detailsOf, outcome } from '../support/ask.js';
import { sessionId, aliceToken as token } from '../support/every-operation.js';
import { serve, type TestServer } from '../support/serve.js';

const bad = '400 P2CORE_BAD_REQUEST';

describe('DELETE /session', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server.close());

  const body = `{"session_id":"${sessionId}"}`;
  const query = `?session_id=${sessionId}`;

  test.each([
    ['in the body', '', body, '204'],
    ['in the query', query, undefined, '204'],
    ['in both', query, body, '204'],
    ['in the query, with null for no content', query, 'null', '204'],
    ['percent-encoded', query.replace('5', '%35'), body, '204'],
    ['different ones', '?session_id=other', body, bad],
    ['twice in the query', `${query}&session_id=other`, undefined, bad],
    ['twice the same in the query', `${query}&session_id=${sessionId}`, undefined, bad],
    ['in neither', '', undefined, bad],
    ['in neither, with null for no content', '', 'null', bad],
    ['an empty one in the query', '?session_id=', undefined, bad],
    ['one that is not well-formed in the query', '?session_id=%00', body, bad],
    ['content that is not JSON', query, '{', bad],
  ])('session_id %s', async (_name, search, content, expected) => {
    const asked = content === undefined ? { token } : { token, content };
    expect(outcome(await ask(server, 'DELETE', `/session${search}`, asked))).toBe(expected);
  });

  test('without a session ID names it, and the places where it may stand', async () => {
    expect(detailsOf(await ask(server, 'DELETE', '/session', { token }))).toEqual([
      '/query/session_id is required, here or in the body',
    ]);
  });
});

describe('lists', () => {
  const [some] = allOperations.filter(({ requestBody }) => requestBody !== null) as [Operation];
  const operation = (queryTwin: 'members' | 'whole', queryOrBody: string[] = []): Operation => ({
    ...some,
    queryParameters: ['serials'],
    queryLists: ['serials'],
    queryOrBody,
    requestBody: { required: false, mediaTypes: [], maxContentLength: 0, queryTwin },
  });

  /** The outcome of a query and a body: the parameters, or the faults. */
  function read(asked: Operation, search: string, content: unknown): unknown {
    const details: ErrorDetail[] = [];
    const query = readQuery({ url: `/${search}` } as never, asked, details);
    const merged = mergeFilters(asked, query, content, details);
    return details.length > 0 ? details.map(({ message }) => message) : merged;
  }

  const differs = ['differs from the same member of the body'];

  test.each([
    ['one in the query', '?serials=1', undefined, { serials: ['1'] }],
    ['several in the query', '?serials=1&serials=2', undefined, { serials: ['1', '2'] }],
    ['in the body', '', { serials: ['1', '2'] }, { serials: ['1', '2'] }],
    ['the same set', '?serials=2&serials=1&serials=2', { serials: ['1', '2'] }, 'same'],
    ['another set', '?serials=1', { serials: ['1', '2'] }, differs],
    ['none', '', undefined, {}],
  ])('%s', (_name, search, content, expected) => {
    const wanted = expected === 'same' ? { serials: ['1', '2'] } : expected;
    expect(read(operation('members'), search, content)).toEqual(wanted);
  });

  test.each([
    ['in the query', '?serials=1&serials=2', undefined, { serials: ['1', '2'] }],
    ['as the whole content', '', ['1', '2'], { serials: ['1', '2'] }],
    ['in both', '?serials=2&serials=1', ['1', '2'], { serials: ['1', '2'] }],
    ['in both, and differing', '?serials=3', ['1', '2'], differs],
    ['in neither', '', undefined, ['is required, here or in the body']],
  ])('as content of its own: %s', (_name, search, content, expected) => {
    expect(read(operation('whole', ['serials']), search, content)).toEqual(expected);
  });
});
