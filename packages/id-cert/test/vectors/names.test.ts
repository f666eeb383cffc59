import { readVectors } from '@p2core/testing/vectors';
import { describe, expect, test } from 'vitest';
import { checkSessionId, FidError, IdCertError, parseFid } from '../../src/index.js';

interface Vector {
  value: string;
  reason: string;
}

describe('Federation IDs', () => {
  test.each(readVectors<Vector>('federation-ids.valid.jsonl'))('$value: $reason', ({ value }) => {
    const { fid, localPart, domain } = parseFid(value);
    expect(fid).toBe(value.toLowerCase());
    expect(`${localPart}@${domain}`).toBe(fid);
  });

  test.each(readVectors<Vector>('federation-ids.invalid.jsonl'))(
    'not $value: $reason',
    ({ value }) => {
      expect(() => parseFid(value)).toThrow(FidError);
    },
  );
});

describe('session IDs', () => {
  test.each(readVectors<Vector>('session-ids.valid.jsonl'))('$value: $reason', ({ value }) => {
    expect(() => checkSessionId(value)).not.toThrow();
  });

  test.each(readVectors<Vector>('session-ids.invalid.jsonl'))(
    'not $value: $reason',
    ({ value }) => {
      expect(() => checkSessionId(value)).toThrow(IdCertError);
    },
  );
});
