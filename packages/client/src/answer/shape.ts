import { Failure } from './failure.js';
import { normalizePem } from './pem.js';

/**
 * The shape of an answer's content: a scalar's type, a PEM's label, a list of one for an array, or an object. A `?`
 * after a scalar's type allows `null`; a `?` after a member's name makes the member optional.
 */
export type Shape = string | readonly [Shape] | { readonly [member: string]: Shape };

/**
 * Reads a value by its shape, and normalises it: a PEM is written as `openssl` does, a decimal string becomes an
 * integer (R1), an integer becomes a decimal string (R15). Members that the shape does not know are kept (R15).
 *
 * @throws {Failure} where the value does not have the shape
 */
export function readShape(shape: Shape, value: unknown, place = 'the content'): unknown {
  if (typeof shape === 'string') {
    const scalar = readScalar(shape, value);
    if (scalar !== undefined) return scalar;
  } else if (isList(shape)) {
    if (Array.isArray(value)) {
      return value.map((item, index) => readShape(shape[0], item, `${place}/${index}`));
    }
  } else if (isObject(value)) {
    const read = { ...value };
    for (const [key, member] of Object.entries(shape)) {
      const name = key.replace('?', '');
      if (name === key || name in value) {
        read[name] = readShape(member, value[name], `${place}/${name}`);
      }
    }
    return read;
  }
  throw new Failure('UNREADABLE', `${place} is not of the type ${JSON.stringify(shape)}`);
}

/** Whether a value of JSON is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function readScalar(type: string, value: unknown): unknown {
  const isText = typeof value === 'string';
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type ? value : undefined;
    case 'object':
      return isObject(value) ? value : undefined;
    case 'decimal':
      return isText || Number.isSafeInteger(value) ? String(value) : undefined;
    case 'integer?':
      return value === null ? null : readScalar('integer', value);
    case 'integer': {
      const number = isText && /^\d+$/.test(value) ? Number(value) : value;
      return Number.isSafeInteger(number) ? number : undefined;
    }
    default:
      return isText ? normalizePem(type, value) : undefined;
  }
}
