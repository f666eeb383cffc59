import { sessionId } from '../support/every-operation.js';
import type { Random } from './random.js';

const keys = [
  'timestamp',
  'session_id',
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
  '1e999',
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
  `"${sessionId}"`,
  '"\n"',
];

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
