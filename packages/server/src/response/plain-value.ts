import { AnswerFault } from './answer-fault.js';

/** The deepest nesting of a value; deeper ones are faults, before they overflow the stack. */
const deepest = 1_000;

/** The objects around the value that is being copied, and under which name or index each holds the next. */
interface Place {
  readonly parents: object[];
  readonly names: Array<string | number>;
}

/**
 * Copies a value as JSON would write it, reading each member once, so that the validated value is the one that is
 * written. Throws an `AnswerFault` for a value that JSON cannot represent, or would write differently: a `toJSON`, a function,
 * a BigInt, a circular reference.
 */
export function plainValue(value: unknown): unknown {
  return typeof value === 'string' ? value : copy(value, { parents: [], names: [] });
}

function copy(value: unknown, place: Place): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'object':
      return value === null ? null : copyObject(value, place);
    default:
      throw fault(place, `a ${typeof value} is not JSON`);
  }
}

function copyObject(value: object, place: Place): unknown {
  const { parents } = place;
  if (parents.includes(value)) throw fault(place, 'is circular');
  if (parents.length === deepest) throw fault(place, `is more than ${deepest} deep`);
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    throw fault(place, 'has a toJSON, which could give another value than the validated one');
  }
  parents.push(value);
  const copied = Array.isArray(value) ? copyItems(value, place) : copyMembers(value, place);
  parents.pop();
  return copied;
}

function copyItems(items: readonly unknown[], place: Place): unknown[] {
  const { length } = items;
  const copied: unknown[] = [];
  for (let index = 0; index < length; index++) {
    const item = items[index];
    place.names.push(index);
    copied.push(item === undefined ? null : copy(item, place));
    place.names.pop();
  }
  return copied;
}

function copyMembers(value: object, place: Place): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[name];
    if (member === undefined) continue;
    place.names.push(name);
    set(members, name, copy(member, place));
    place.names.pop();
  }
  return members;
}

/** An assignment to `__proto__` would set the prototype. */
function set(members: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') members[name] = value;
  else Object.defineProperty(members, name, { value, enumerable: true });
}

function fault({ names }: Place, reason: string): AnswerFault {
  return new AnswerFault(names.reduce(pointerTo, '/body'), reason);
}

/** The pointer to a member (RFC 6901 section 3). */
export function pointerTo(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
