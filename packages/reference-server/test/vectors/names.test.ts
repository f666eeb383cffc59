import { describe, expect, test } from 'vitest';
import { FidError, parseFid } from '../../src/pki/fid.js';
import { IdCertError } from '../../src/pki/id-cert-error.js';
import { checkSessionId } from '../../src/pki/session-id.js';
import { readVectors } from './read.js';

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
