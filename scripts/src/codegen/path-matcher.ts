import { type Contract, pathPrefix } from './contract.js';
import { typescriptFile } from './generated-file.js';

/** A function that finds the contract's path for a request: a table for static paths, and code for the others. */
export function pathMatcher(contract: Contract): string {
  const prefix = pathPrefix(contract);
  const paths = Object.keys(contract.paths).map((path) => path.slice(prefix.length));
  const isStatic = (path: string) => !path.includes('{');
  return typescriptFile(
    "import type { PathMatch } from '../match-path.js';",
    [
      'const staticPaths: ReadonlyMap<string, PathMatch> = new Map([',
      ...paths
        .filter(isStatic)
        .flatMap((path) => spellings(path).map((one) => [one, match(prefix + path, [])]))
        .map(([path, found]) => `  ['${path}', ${found}],`),
      ']);',
    ].join('\n'),
    [
      '/** Finds a path below the prefix. Its parameters come as they stand in it. */',
      'export function findPath(path: string): PathMatch | undefined {',
      '  const found = staticPaths.get(path);',
      '  if (found !== undefined) return found;',
      "  const segments = path.split('/');",
      ...paths.filter((path) => !isStatic(path)).map((path) => branch(prefix, path)),
      '  return undefined;',
      '}',
    ].join('\n'),
  );
}

/** A static path, and its form with a percent-encoded `@`, which some clients send. */
function spellings(path: string): string[] {
  return path.includes('@') ? [path, path.replaceAll('@', '%40')] : [path];
}

/** Matches a path with parameters: it has as many segments, equal literal segments, and no empty parameter. */
function branch(prefix: string, path: string): string {
  const segments = path.split('/');
  const conditions = segments.flatMap((segment, index) => {
    if (index === 0) return [];
    return [segment.startsWith('{') ? `segments[${index}]` : `segments[${index}] === '${segment}'`];
  });
  const parameters = segments.flatMap((segment, index) =>
    segment.startsWith('{') ? [`['${segment.slice(1, -1)}', segments[${index}]]`] : [],
  );
  return [
    `  if (segments.length === ${segments.length} && ${conditions.join(' && ')}) {`,
    `    return ${match(prefix + path, parameters)};`,
    '  }',
  ].join('\n');
}

function match(path: string, parameters: string[]): string {
  return `{ path: '${path}', parameters: [${parameters.join(', ')}] }`;
}
