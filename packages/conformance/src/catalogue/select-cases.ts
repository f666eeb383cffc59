import { UsageError } from '../run/usage-error.js';
import type { Case } from './case.js';
import { whereToLook } from './near-id.js';

/**
 * The cases whose ID matches one of the patterns; `*` stands for any text.
 *
 * @throws {UsageError} for a pattern that no case matches
 */
export function selectCases(cases: readonly Case[], patterns: readonly string[]): Case[] {
  const expressions = patterns.map((pattern) => {
    const source = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
    const expression = new RegExp(`^${source.join('.*')}$`);
    if (!cases.some(({ id }) => expression.test(id))) {
      const ids = pattern.includes('*') ? [] : cases.map(({ id }) => id);
      throw new UsageError(`no case matches "${pattern}"${whereToLook(pattern, ids)}`);
    }
    return expression;
  });
  return cases.filter(({ id }) => expressions.some((expression) => expression.test(id)));
}
