import { allOperations } from '@p2core/types';
import { describe, expect, test } from 'vitest';
import { readRulings } from '../../src/contract/rulings.js';
import { cases } from '../support/kit.js';
import { runHere } from './run-here.js';

describe('the catalogue', () => {
  const ids = cases.map(({ id }) => id);

  test('has unique IDs, each beginning with its operation', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const { id, operation } of cases) {
      expect(id).toMatch(new RegExp(`^${operation}/[a-z0-9]+(?:[_-][a-z0-9]+)*$`));
    }
  });

  test('names an existing ruling or page for each case', () => {
    const grounds = new Set(['page', 'contract', ...readRulings().keys()]);
    for (const { id, basis } of cases) {
      expect([id, basis.filter((name) => !grounds.has(name))]).toEqual([id, []]);
      expect(basis.length).toBeGreaterThan(0);
    }
  });

  test('has cases for every operation', () => {
    for (const { operationId } of allOperations) expect(ids).toContain(`${operationId}/happy`);
  });

  test.each(
    allOperations.flatMap(({ operationId, queryParameters, queryLists }) =>
      queryParameters
        .filter((name) => !queryLists.includes(name))
        .map((name) => [operationId, name]),
    ),
  )('tries %s with its query parameter %s', (operationId, name) => {
    const hint = `no case tries "${name}": give it a schema in openapi/components/schemas, with two examples`;
    expect(ids, hint).toContain(`${operationId}/query-${name}-twice`);
  });
});

test('--list shows every case, and with --json all its properties', async () => {
  const { status, stdout } = await runHere(['--list']);
  expect(status).toBe(0);
  for (const { id } of cases) expect(stdout).toContain(id);
  const { stdout: json } = await runHere(['--list', '--json', '--only', 'getChallenge/happy']);
  expect(JSON.parse(json)).toEqual([
    expect.objectContaining({ id: 'getChallenge/happy', level: 'MUST', effect: 'reads' }),
  ]);
});

test("--explain prints a case's demand, its ruling, and the command that runs it", async () => {
  const { status, stdout } = await runHere(['--explain', 'getEvents/trailing-slash']);
  expect(status).toBe(0);
  for (const part of [
    'MUST',
    'R21',
    'a trailing slash is ignored',
    'GET /',
    'actor',
    '--only getEvents/trailing-slash',
  ]) {
    expect(stdout).toContain(part);
  }
});

test.each(cases.map(({ id }) => id).filter((_, index) => index % 97 === 0))(
  '--explain %s is complete',
  async (id) => {
    const { status, stdout } = await runHere(['--explain', id]);
    expect([status, /undefined|\[object/.test(stdout)]).toEqual([0, false]);
  },
);

test('--explain of an unknown case is refused', async () => {
  const { status, stderr } = await runHere(['--explain', 'getTea/hot']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('getTea/hot')]);
});
