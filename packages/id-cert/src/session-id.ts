import { schemas } from '@p2core/types';
import { demand } from './errors.js';

const { maxLength, pattern } = schemas.SessionId;
const sessionId = new RegExp(pattern);

/**
 * Checks that `text` is a session ID by R11.
 *
 * @throws {IdCertError} `malformed`
 */
export function checkSessionId(text: string): void {
  demand(
    text.length <= maxLength && sessionId.test(text),
    `the session ID must be 1 to ${maxLength} IA5 characters without control characters`,
  );
}
