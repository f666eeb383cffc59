/** `@p2core/types/validators`: the validators that codegen makes of the contract's schemas, and the schemas it refuses. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { operations, schemas } from '@p2core/types';
import { faultsOf, schemaValidators, validators } from '@p2core/types/validators';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../src/codegen/bundle.js';
import type { Contract } from '../../src/codegen/contract.js';
import { compileSchema } from '../../src/codegen/validators/compile.js';
import { validatorModules } from '../../src/codegen/validators/index.js';

const run = promisify(execFile);

describe('the table', () => {
  test('has each schema, and for each operation everything in the table of operations', () => {
    expect(Object.keys(schemaValidators)).toEqual(Object.keys(schemas));
    for (const operation of Object.values(operations)) {
      const { path, query, content, responses } = validators[operation.operationId];
      expect(Object.keys(path)).toEqual(operation.pathParameters);
      expect(Object.keys(query)).toEqual(operation.queryParameters);
      expect(Object.keys(content)).toEqual(operation.requestBody?.mediaTypes ?? []);
      expect(Object.keys(responses)).toEqual(Object.keys(operation.responses));
      for (const [status, { headers, mediaTypes }] of Object.entries(operation.responses)) {
        expect(Object.keys(responses[status]?.headers ?? {})).toEqual(Object.keys(headers));
        expect(Object.keys(responses[status]?.content ?? {})).toEqual(mediaTypes);
      }
    }
  });

  test('lists every fault of a value with its place', () => {
    expect(faultsOf(schemaValidators.Challenge, { challenge: '-' })).toEqual([
      { path: '', message: "must have required property 'expires'", missing: 'expires' },
      { path: '/challenge', message: 'must NOT have fewer than 32 characters' },
      { path: '/challenge', message: 'must match pattern "^[A-Za-z0-9]+$"' },
    ]);
  });

  test('stops early at many faulty items, because the time would grow with the square of their number', () => {
    const { NewKeyPackages, SerialNumbers, GatewayEvents } = schemaValidators;
    for (const validator of [NewKeyPackages, SerialNumbers, GatewayEvents]) {
      const faults = faultsOf(validator, Array(10_000).fill(1));
      expect(faults.length).toBeGreaterThan(100);
      expect(faults.length).toBeLessThan(200);
      expect(faultsOf(validator, Array(100).fill(1)).map(({ path }) => path)).toContain('/99');
    }
  });

  test('checks the items by each alternative, however many faults an earlier one found', async () => {
    const listOf = (type: string) => ({ type: 'array', items: { type } });
    const code = await compileSchema('List', { anyOf: [listOf('number'), listOf('string')] });
    const { List } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    expect(List(Array(1000).fill('a'))).toBe(true);
    expect(List(Array(1000).fill(true))).toBe(false);
  });

  test('accepts undeclared members for clients, but not in what a server sends', () => {
    const { received, sent } = contentOf('getChallenge');
    const answer = { challenge: 'a'.repeat(32), expires: 1, secret: 'x' };
    expect(faultsOf(received, answer)).toEqual([]);
    expect(faultsOf(sent, answer)).toMatchObject([{ path: '', undeclared: 'secret' }]);
    const event = { n: 'core', op: '8', d: {}, s: '17', further: 1 };
    expect(faultsOf(contentOf('getEvents').sent, [event])).toEqual([]);
  });
});

function contentOf(operationId: keyof typeof validators) {
  const validator = validators[operationId].responses[200]?.content['application/json'];
  if (validator === undefined) throw new Error('no content');
  return validator;
}

test('no code is made at run time, so they run under a strict Content-Security-Policy', async () => {
  const code = `
    const { schemaValidators, validators } = await import(process.argv[1]);
    console.log(schemaValidators.SessionId('one'), schemaValidators.SessionId(''));
  `;
  const built = import.meta.resolve('@p2core/types/validators');
  const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', code];
  const { stdout } = await run(process.execPath, [...flags, built]);
  expect(stdout.trim()).toBe('true false');
});

describe('a fault in the contract stops the generator', () => {
  let text: string;
  beforeAll(async () => {
    text = JSON.stringify(await bundle());
  });

  async function modulesWith(right: string, wrong: string): Promise<unknown> {
    expect(text).toContain(right);
    return validatorModules(JSON.parse(text.replace(right, wrong)) as Contract);
  }

  test.each([
    ['of content', '"pattern":"^[ -~]+$"', '"pattern":"("'],
    [
      'of a parameter',
      '"schema":{"$ref":"#/components/schemas/Timestamp"}',
      '"schema":{"type":"string","pattern":"("}',
    ],
    ['of a header field', '"pattern":"^[0-9]+$"', '"pattern":"("'],
  ])('a pattern that is no regular expression: %s', async (_of, right, wrong) => {
    await expect(modulesWith(right, wrong)).rejects.toThrow('Invalid regular expression');
  });

  test.each([
    ['an unknown keyword', '"minItems":1', '"minimumItems":1', 'unknown keyword'],
    ['an unknown format', '"format":"int64"', '"format":"date"', 'unknown format'],
    [
      'a reference to nothing',
      '"schema":{"$ref":"#/components/schemas/Challenge"}',
      '"schema":{"$ref":"#/components/schemas/Nothing"}',
      'the contract has no #/components/schemas/Nothing',
    ],
    [
      'content without a schema',
      '"schema":{"$ref":"#/components/schemas/Challenge"}',
      '"x-schema":{}',
      'the contract has no schema for getChallenge_200',
    ],
  ])('%s', async (_what, right, wrong, message) => {
    await expect(modulesWith(right, wrong)).rejects.toThrow(message);
  });
});
