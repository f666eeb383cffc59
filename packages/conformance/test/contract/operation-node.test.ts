import { allOperations } from '@p2core/types';
import { schemaValidators } from '@p2core/types/validators';
import { describe, expect, test } from 'vitest';
import { operationOf } from '../../src/contract/operation.js';
import { exampleContent, pathWith } from '../../src/contract/operation-node.js';

describe('What the contract says of an operation', () => {
  test('fills its path, where nothing else does', () => {
    const operation = operationOf('getKeyPackages');
    const route = '/.p2/core/v1/keypackage';
    expect(pathWith(operation, {})).toBe(`${route}/alice%40home.example.com`);
    expect(pathWith(operation, { fid: 'bob@localhost' })).toBe(`${route}/bob@localhost`);
  });

  test('is an example of its content, for whoever has nothing better', () => {
    const taking = allOperations.filter(({ requestBody }) => requestBody !== null);
    for (const operation of taking) expect(exampleContent(operation)).toBeDefined();
    expect(schemaValidators.Trust(exampleContent(operationOf('trustSession')))).toBe(true);
    expect(exampleContent(operationOf('getChallenge'))).toBeUndefined();
  });
});
