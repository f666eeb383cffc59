import { schemas } from '@p2core/types';
import { demand } from './id-cert-error.js';

const { pattern, maxLength } = schemas.SessionId;

/** @throws {IdCertError} where `text` cannot be a session ID (R11) */
export function checkSessionId(text: string): void {
  demand(
    new RegExp(pattern).test(text) && text.length <= maxLength,
    `the session ID must be 1 to ${maxLength} IA5 characters without control characters`,
  );
}
