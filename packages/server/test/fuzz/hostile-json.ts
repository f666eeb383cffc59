import type { Random } from '@p2core/testing/random';
import { schemas } from '@p2core/types';
import { sessionId } from '../support/every-operation.js';

/** The members of all objects of the contract, and names that are special elsewhere. */
const keys = [
  ...new Set(
    Object.values(schemas).flatMap((schema) =>
      'properties' in schema ? Object.keys(schema.properties) : [],
    ),
  ),
  '__proto__',
  'constructor',
  'toString',
  'length',
  '',
  'a',
  '\ud800',
  'ä',
];
const scalars = [
  'null',
  'true',
  '0',
  '-0',
  '1',
  '1.5',
  '1e3',
  '1e400',
  '-1e400',
  '5e-324',
  '1.0',
  '-1',
  '9007199254740991',
  '9007199254740993',
  'NaN',
  '01',
  '""',
  '"1"',
  '"1620000000"',
  '"\\u0000"',
  '"\\ud800"',
  '"ä"',
  '"\ufeff1"',
  '"\\ufeff1"',
  '"\\ud83d\\ude00"',
  '"1620000000 "',
  `"${sessionId}"`,
  '"\n"',
];

/**
 * A JSON text with one change that parsers treat differently: a repeated member, an additional one, a value of another
 * type, text before or after it.
 */
export function alteredJson(random: Random, text: string): string {
  const members = membersOf(text);
  const value = random.chance(0.7) ? random.pick(scalars) : hostileJson(random, 3);
  const key = JSON.stringify(random.pick(keys));
  const name = JSON.stringify(random.pick(Object.keys(members ?? { a: 1 })));
  return random.pick([
    () => `\ufeff${text}`,
    () => `${random.pick([' ', '\t', '\r\n', '\v', '\u00a0', '\u2028', '/**/'])}${text}`,
    () => `${text}${random.pick([' ', '\0', ',', '{}', '//', '\u2028'])}`,
    () => text.replace('{', `{${name}:${value},`),
    () => text.replace(/\}$/, `,${name}:${value}}`),
    () => text.replace(/\}$/, `,${key}:${value}}`),
    () => text.replace(/\}$/, ',}'),
    () => text.replaceAll('"', "'"),
    () => `[${text}]`,
    () => JSON.stringify(text),
    () => JSON.stringify(members ? { ...members, [JSON.parse(name)]: null } : null),
    () => text.replace(/"([a-z])(?=[a-z_]*":)/g, (_, c) => `"\\u00${c.charCodeAt(0).toString(16)}`),
    () => text.replace(/(?<=":)"[^"]*"/, () => value),
  ])();
}

function membersOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && Object.keys(value).length > 0
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A JSON text, or nearly one. */
export function hostileJson(random: Random, depth = 0): string {
  const kind = random.below(depth > 4 ? 2 : 10);
  if (kind < 2) return random.pick(scalars);
  if (kind === 2) return '['.repeat(random.below(1_500));
  if (kind === 3) {
    const levels = random.below(1_500);
    return `${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}`;
  }
  if (kind === 4) {
    const items = Array.from({ length: random.below(5) }, () => hostileJson(random, depth + 1));
    return `[${items.join(',')}]`;
  }
  const members = Array.from({ length: random.below(5) }, () => {
    const key = JSON.stringify(random.pick(keys));
    return `${key}:${random.chance(0.6) ? random.pick(scalars) : hostileJson(random, depth + 1)}`;
  });
  return `{${members.join(',')}}`;
}
