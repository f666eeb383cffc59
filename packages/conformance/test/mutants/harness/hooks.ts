/**
 * Module hooks that let one process load the server many times over, each time with other changes: what a module with
 * `?mutant=…` imports of the packages is loaded anew, under the same mark, with that mutant's changes in it. Nothing on
 * the disk changes, and what is not of these packages is loaded once.
 */
import { readFile } from 'node:fs/promises';
import type { InitializeHook, LoadHook, ResolveHook } from 'node:module';

/** For each mark the changed sources, by URL. It has them made, for this file is loaded where TypeScript is only stripped. */
export type SourcesByMark = Record<string, Record<string, string>>;

/** The mark of the server that nothing is wrong with. */
export const healthy = 'healthy';

const packages = new URL('../../../../', import.meta.url).href;
const mutable = ['types', 'server', 'reference-server'].map((name) => `${packages}${name}/dist/`);

let sourcesByMark: SourcesByMark = {};

export const initialize: InitializeHook<SourcesByMark> = (data) => {
  sourcesByMark = data;
};

export const resolve: ResolveHook = async (specifier, context, next) => {
  const mark = markOf(context.parentURL);
  if (mark === null) return next(specifier, context);
  const resolved = specifier.startsWith('.')
    ? { url: new URL(specifier, context.parentURL).href, shortCircuit: true }
    : await next(specifier, context);
  const isMutable = mutable.some((folder) => resolved.url.startsWith(folder));
  return isMutable ? { ...resolved, url: withMark(resolved.url, mark) } : resolved;
};

export const load: LoadHook = async (url, context, next) => {
  const mark = markOf(url);
  if (mark === null) return next(url, context);
  const file = url.slice(0, url.indexOf('?'));
  const source = sourcesByMark[mark]?.[file] ?? (await readFile(new URL(file), 'utf8'));
  return { format: 'module', source, shortCircuit: true };
};

/** The URL under which a module is loaded with the changes of a mark. */
export function withMark(url: string, mark: string): string {
  return `${url}?mutant=${encodeURIComponent(mark)}`;
}

function markOf(url: string | undefined): string | null {
  return url?.includes('?mutant=') ? new URL(url).searchParams.get('mutant') : null;
}
