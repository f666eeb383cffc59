import { AnswerFault } from './answer-fault.js';

/** The deepest nesting of a value; deeper ones are faults, before they overflow the stack. */
const deepest = 1_000;

/**
 * Copies a value as JSON would write it, reading each member once, so that the validated value is the one that is
 * written. Throws an `AnswerFault` for what JSON cannot represent, or would write differently: a `toJSON`, a function,
 * a BigInt, a circular reference.
 */
export function plainValue(value: unknown): unknown {
  return copy(value, '/body', []);
}

function copy(value: unknown, pointer: string, parents: readonly object[]): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'object':
      return value === null ? null : copyObject(value, pointer, parents);
    default:
      throw new AnswerFault(pointer, `a ${typeof value} is not JSON`);
  }
}

function copyObject(value: object, pointer: string, parents: readonly object[]): unknown {
  if (parents.includes(value)) throw new AnswerFault(pointer, 'is circular');
  if (parents.length === deepest) throw new AnswerFault(pointer, `is more than ${deepest} deep`);
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    throw new AnswerFault(
      pointer,
      'has a toJSON, which could say something else than was validated',
    );
  }
  const within = [...parents, value];
  if (Array.isArray(value)) {
    return Array.from(value, (item, index) =>
      item === undefined ? null : copy(item, `${pointer}/${index}`, within),
    );
  }
  const members: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined) set(members, name, copy(member, pointerTo(pointer, name), within));
  }
  return members;
}

/** An assignment to `__proto__` would set the prototype. */
function set(members: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') members[name] = value;
  else Object.defineProperty(members, name, { value, enumerable: true });
}

/** The pointer to a member (RFC 6901 section 3). */
export function pointerTo(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
