import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Operation, OperationId } from '@p2core/types';
import type { Case } from '../catalogue/case.js';
import { expectError } from '../check/expect.js';
import { pemType } from '../contract/operation.js';
import type { RequestOptions } from '../http/request.js';
import { expectInvalid } from '../steps/send-id-cert.js';
import { type Derivation, deriveCase } from './derive-case.js';

/** A file of the contract's vectors: a certificate or a request that keeps the profile, or breaks one rule of it. */
interface Vector {
  file: string;
  valid: boolean;
  error?: string;
  reason: string;
}

const contract = createRequire(import.meta.url).resolve('@p2core/contract/package.json');

/** How to send the vectors of a folder, and the error code for a malformed one. */
const folders = {
  updateSessionIdCert: {
    folder: 'certificates',
    malformed: 'P2CORE_INVALID_ID_CERT',
    request: (content: Buffer): RequestOptions => ({
      content,
      headers: { 'Content-Type': pemType },
    }),
  },
  rotateSessionIdCert: {
    folder: 'requests',
    malformed: 'P2CORE_INVALID_ID_CSR',
    request: (content: Buffer): RequestOptions => ({ json: { csr: content.toString() } }),
  },
} as const;

/** Keys that a server may refuse (I8). */
const optionalKey = /^valid-(?:p256|rsa)/;

/**
 * A vector that is malformed by `openapi/id-cert.md` is refused for that, before any other check (R20, R28). A
 * well-formed one is refused as another session's.
 */
export const profile: Derivation = (operation) => {
  const kind = Object.entries(folders).find(([id]) => id === operation.operationId)?.[1];
  if (kind === undefined) return [];
  const path = (file: string) => join(contract, '../vectors', kind.folder, file);
  const vectors = readFileSync(path('index.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Vector);
  return vectors
    .filter(({ file, valid, error }) => file !== noContent && (valid || error === kind.malformed))
    .map((vector) => caseOf(operation, kind, vector, () => readFileSync(path(vector.file))));
};

/** Empty content gets 400 with another code. */
const noContent = 'invalid-empty.pem';

function caseOf(
  operation: Operation,
  { malformed, request, folder }: (typeof folders)[keyof typeof folders],
  { file, valid, reason }: Vector,
  read: () => Buffer,
): Case {
  const id: OperationId = operation.operationId;
  const [rule = '', here = ''] = reason.split('; here: ');
  return deriveCase(operation, `profile-${file.replace(/\.pem$/, '')}`, {
    title: valid
      ? `checks the subject of a well-formed one: ${reason}`
      : `refuses a malformed one, for ${rule}: ${here}`,
    basis: [folder === 'certificates' ? 'R20' : 'R28'],
    needs: ['actor'],
    effect: 'changes',
    async run({ send, session }) {
      const answer = await send(id, { token: session.token, ...request(read()) });
      if (!valid) {
        if (malformed === 'P2CORE_INVALID_ID_CERT') expectInvalid(answer);
        else expectError(answer, malformed);
      } else if (optionalKey.test(file)) {
        expectError(answer, 'P2CORE_ID_CERT_MISMATCH', malformed);
      } else {
        expectError(answer, 'P2CORE_ID_CERT_MISMATCH');
      }
    },
  });
}
