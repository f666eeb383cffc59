import { allOperations, findOperation, matchPath, operationsAt, pathPrefix } from '@p2core/types';
import { describe, expect, test } from 'vitest';

describe('Each operation is found by its method and path', () => {
  const filled = (path: string) => path.replace(/\{\w+\}/g, 'alice%40home.example.com');

  test.each(allOperations)('$method $path', (operation) => {
    const { method, path } = operation;
    expect(findOperation(method, filled(path))).toBe(operation);
    expect(findOperation(method, `${filled(path)}/`)).toBe(operation);
    expect(operationsAt(filled(path))).toContain(operation);
    if (method === 'GET') expect(findOperation('HEAD', path)).toBe(operation);
  });

  test('by a static path rather than by one with a parameter, however @ is written', () => {
    for (const name of ['@me', '%40me']) {
      const path = `${pathPrefix}/keypackage/${name}`;
      expect(matchPath(path)).toEqual({ path: `${pathPrefix}/keypackage/@me`, parameters: [] });
    }
  });

  test('with the parameters of the path as they are written', () => {
    expect(matchPath(`${pathPrefix}/keypackage/a%40b`)?.parameters).toEqual([['fid', 'a%40b']]);
  });

  test.each([
    '',
    '/',
    pathPrefix,
    `${pathPrefix}/`,
    `${pathPrefix}challenge`,
    `${pathPrefix}/challenge//`,
    `${pathPrefix}/keypackage/`,
    `${pathPrefix}/keypackage/a/b`,
    '/challenge',
  ])('but none at "%s"', (path) => {
    expect(matchPath(path)).toBeUndefined();
    expect(operationsAt(path)).toEqual([]);
    expect(findOperation('GET', path)).toBeUndefined();
  });
});
