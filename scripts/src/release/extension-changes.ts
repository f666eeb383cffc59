import type { Contract, ErrorCodeEntry } from '../codegen/contract.js';
import type { ContractChange, Impact } from './impact.js';

/** Changes of the contract's own extensions (`x-p2-…`), which a tool for OpenAPI does not see. */
export function extensionChanges(base: Contract, revision: Contract): ContractChange[] {
  return [...registryChanges(base, revision), ...operationChanges(base, revision)];
}

function registryChanges(base: Contract, revision: Contract): ContractChange[] {
  const before = byCode(base['x-p2-error-codes']);
  const after = byCode(revision['x-p2-error-codes']);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((code) => {
    const pointer = `#/x-p2-error-codes/${code}`;
    const [old, current] = [before.get(code), after.get(code)];
    if (old === undefined) return { impact: 'minor', pointer, text: `${code} was added` };
    if (current === undefined) return { impact: 'major', pointer, text: `${code} was removed` };
    if (old.status !== current.status) {
      const text = `the status of ${code} went from ${old.status} to ${current.status}`;
      return { impact: 'major', pointer, text };
    }
    if (JSON.stringify(old) === JSON.stringify(current)) return [];
    return { impact: 'patch', pointer, text: `${code} is described in other words` };
  });
}

function byCode(registry: readonly ErrorCodeEntry[]): Map<string, ErrorCodeEntry> {
  return new Map(registry.map((entry) => [entry.code, entry]));
}

function operationChanges(base: Contract, revision: Contract): ContractChange[] {
  return Object.entries(base.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, before]) => {
      const after = revision.paths[path]?.[method];
      if (after === undefined) return [];
      const at = `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}`;
      return valueChanges(extensionsOf(before), extensionsOf(after), at);
    }),
  );
}

/** All `x-p2-…` members in a node, at any depth, by their pointers. */
function extensionsOf(node: unknown, at = ''): Map<string, unknown> {
  const found = new Map<string, unknown>();
  if (typeof node !== 'object' || node === null) return found;
  for (const [name, value] of Object.entries(node)) {
    const pointer = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (name.startsWith('x-p2-')) found.set(pointer, value);
    else for (const entry of extensionsOf(value, pointer)) found.set(...entry);
  }
  return found;
}

function valueChanges(
  before: Map<string, unknown>,
  after: Map<string, unknown>,
  at: string,
): ContractChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, current] = [before.get(name), after.get(name)];
    if (JSON.stringify(old) === JSON.stringify(current)) return [];
    const text = `${name.replace(/^.*\//, '')} went from ${show(old)} to ${show(current)}`;
    return { impact: impactOf(name, old, current), pointer: `${at}${name}`, text };
  });
}

function impactOf(name: string, old: unknown, current: unknown): Impact {
  if (name.endsWith('/x-p2-rulings')) return 'patch';
  const isAddition =
    Array.isArray(old) && Array.isArray(current) && old.every((item) => current.includes(item));
  return isAddition ? 'minor' : 'major';
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
