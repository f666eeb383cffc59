import { readVectors } from '@p2core/testing/vectors';
import { schemaValidators } from '@p2core/types/validators';
import { describe, expect, it } from 'vitest';

interface Vector {
  value: unknown;
  reason: string;
}

describe.each([
  ['federation-ids', 'FederationId'],
  ['session-ids', 'SessionId'],
  ['timestamps', 'TimestampOrNumber'],
] as const)('the vectors of %s', (name, schema) => {
  const validate = schemaValidators[schema];

  it.each(readVectors<Vector>(`${name}.valid.jsonl`))(
    'are accepted: $value ($reason)',
    ({ value }) => {
      expect(validate(value)).toBe(true);
    },
  );

  it.each(readVectors<Vector>(`${name}.invalid.jsonl`))(
    'are refused: $value ($reason)',
    ({ value }) => {
      expect(validate(value)).toBe(false);
    },
  );
});

describe('an event', () => {
  const vectors = readVectors<Vector>('events.jsonl') as Array<Vector & { sent: boolean }>;

  it.each(vectors)('$reason: may be sent is $sent', ({ value, sent }) => {
    expect(schemaValidators.GatewayEvent(value)).toBe(sent);
  });
});

describe('a timestamp in a query', () => {
  const validate = schemaValidators.Timestamp;
  const strings = (name: string) =>
    readVectors<Vector>(`${name}.jsonl`).filter(({ value }) => typeof value === 'string');

  it.each(strings('timestamps.valid'))('may be $value ($reason)', ({ value }) => {
    expect(validate(value)).toBe(true);
  });

  it.each(strings('timestamps.invalid'))('may not be $value ($reason)', ({ value }) => {
    expect(validate(value)).toBe(false);
  });
});
