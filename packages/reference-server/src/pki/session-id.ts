import { check } from './id-cert-error.js';

/**
 * Checks that `text` can be a session ID (ruling R11). How long the IDs are that this server makes up is its own affair.
 *
 * @throws {IdCertError} `malformed` for anything but 1 to 64 IA5 characters without control characters
 */
export function checkSessionId(text: string): void {
  check(
    /^[\x20-\x7e]{1,64}$/.test(text),
    'the session ID must be 1 to 64 IA5 characters without control characters',
  );
}
