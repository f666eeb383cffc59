import { describe, expect, test } from 'vitest';
import { type Contract, listOperations, type Operation } from '../../src/codegen/contract.js';
import { queryDocument } from '../../src/document/query.js';
import { notInWhole } from '../../src/document/subset.js';
import { read } from '../../src/release/contract-changes.js';

const whole = await read('openapi/dist/openapi.json');
const query = await read('openapi/dist/openapi.query.json');

const find = (document: Contract, id: string): Operation => {
  const found = listOperations(document).find(({ operation }) => operation.operationId === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found.operation;
};

describe('the document for query strings', () => {
  test('is a subset of the whole', () => {
    expect(notInWhole(whole, query)).toEqual([]);
  });

  test('has no GET with content', () => {
    const gets = listOperations(query).filter(({ method }) => method === 'GET');
    expect(gets.filter(({ operation }) => operation.requestBody)).toEqual([]);
  });

  test('lacks the components that only such content uses', () => {
    const missing = Object.entries(whole.components).flatMap(([kind, components]) =>
      Object.keys(components).filter((name) => !(name in (query.components[kind] ?? {}))),
    );
    expect(missing).toContain('TimeFilter');
    for (const name of missing)
      expect(name).toMatch(/[Ff]ilter|[Ss]ession|OrNumber|serial[-_]numbers/);
    expect(query.components.schemas).toHaveProperty('NewSession');
  });

  test('requires the parameters whose members the content requires', () => {
    const document = structuredClone(whole);
    const session = { name: 'session_id', in: 'query' as const, required: false, schema: {} };
    const end = find(document, 'deleteSession');
    end.parameters = [session];
    if (end.requestBody) end.requestBody.required = false;
    const part = queryDocument(document);
    expect(find(part, 'deleteSession').requestBody).toBeUndefined();
    expect(find(part, 'deleteSession').parameters).toEqual([{ ...session, required: true }]);
    expect(notInWhole(document, part)).toEqual([]);
    find(part, 'deleteSession').parameters = [session];
    expect(notInWhole(document, part)).toEqual(['deleteSession: the missing content']);
  });
});

describe('a document is no subset where', () => {
  test.each<[string, (part: Contract) => unknown, string]>([
    [
      'it has a parameter of its own',
      (part) => find(part, 'getEvents').parameters?.push({ name: 'x', in: 'query', schema: {} }),
      'getEvents: the parameter x',
    ],
    [
      'a required parameter is missing',
      (part) => {
        find(part, 'getKeyPackages').parameters = [];
      },
      'getKeyPackages: the missing parameter fid',
    ],
    [
      'required content is missing',
      (part) => delete find(part, 'updateSessionIdCert').requestBody,
      'updateSessionIdCert: the missing content',
    ],
    [
      'an answer is missing',
      (part) => delete find(part, 'getChallenge').responses[200],
      'getChallenge: responses',
    ],
    [
      'an operation needs no token any more',
      (part) => {
        find(part, 'rotateServerIdentityKey').security = [];
      },
      'rotateServerIdentityKey: security',
    ],
    [
      'a schema differs',
      (part) => {
        part.components.schemas.SessionId = {};
      },
      'components/schemas/SessionId',
    ],
    [
      'a route is missing',
      (part) => delete part.paths['/.p2/core/v1/events'],
      'an operation is missing',
    ],
  ])('%s', (_, change, fault) => {
    const part = structuredClone(query);
    change(part);
    expect(notInWhole(whole, part)).toEqual([fault]);
  });
});
