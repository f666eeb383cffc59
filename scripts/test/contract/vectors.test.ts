import { readFileSync } from 'node:fs';
import { schemaValidators } from '@p2core/types/validators';
import { describe, expect, it } from 'vitest';

interface Vector {
  value: unknown;
  reason: string;
}

function readVectors(name: string): Vector[] {
  const file = new URL(`../../openapi/vectors/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector);
}

describe.each([
  ['federation-ids', 'FederationId'],
  ['session-ids', 'SessionId'],
  ['timestamps', 'TimestampOrNumber'],
] as const)('the vectors of %s', (name, schema) => {
  const validate = schemaValidators[schema];

  it.each(readVectors(`${name}.valid`))('are accepted: $value ($reason)', ({ value }) => {
    expect(validate(value)).toBe(true);
  });

  it.each(readVectors(`${name}.invalid`))('are refused: $value ($reason)', ({ value }) => {
    expect(validate(value)).toBe(false);
  });
});

describe('an event', () => {
  const vectors = readVectors('events') as Array<Vector & { sent: boolean }>;

  it.each(vectors)('$reason: may be sent is $sent', ({ value, sent }) => {
    expect(schemaValidators.GatewayEvent(value)).toBe(sent);
  });
});

describe('a timestamp in a query', () => {
  const validate = schemaValidators.Timestamp;
  const strings = (name: string) =>
    readVectors(name).filter(({ value }) => typeof value === 'string');

  it.each(strings('timestamps.valid'))('may be $value ($reason)', ({ value }) => {
    expect(validate(value)).toBe(true);
  });

  it.each(strings('timestamps.invalid'))('may not be $value ($reason)', ({ value }) => {
    expect(validate(value)).toBe(false);
  });
});
