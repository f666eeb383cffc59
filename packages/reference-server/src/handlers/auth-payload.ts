import { ContractError } from '@p2core/server';
import { type ErrorDetail, schemas } from '@p2core/types';
import { isPassword, passwordLength } from '../passwords/passwords.js';

/** The largest `auth_payload`, in octets of its JSON (R27). */
const mostOctets = schemas.AuthPayload['x-p2-max-octets'];

type Payload = Readonly<Record<string, unknown>>;

/**
 * Reads the `auth_payload` of a registration (R27).
 *
 * @throws {ContractError} `P2CORE_BAD_REQUEST`, where the password is missing or weak, or a member is of another kind
 */
export function readRegistration(payload: Payload = {}): {
  password: string;
  invite: string | undefined;
} {
  demandSmallPayload(payload);
  const { password, invite } = payload;
  const { least, most } = passwordLength;
  if (!isPassword(password)) {
    refuse('password', `must be a text of ${least} to ${most} characters, after Unicode NFC`);
  }
  if (invite !== undefined && typeof invite !== 'string') refuse('invite', 'must be a text');
  return { password, invite };
}

/**
 * Reads the `auth_payload` of a new session (R27); undefined where there is no password.
 *
 * @throws {ContractError} `P2CORE_BAD_REQUEST`, where the password is of another kind
 */
export function readCredentials(payload: Payload = {}): string | undefined {
  demandSmallPayload(payload);
  const { password } = payload;
  if (password !== undefined && typeof password !== 'string') refuse('password', 'must be a text');
  return password;
}

/**
 * Demands that `auth_payload` is not too large (R27).
 *
 * @throws {ContractError} `P2CORE_BAD_REQUEST`, where it is
 */
export function demandSmallPayload(payload: Payload = {}): void {
  if (Buffer.byteLength(JSON.stringify(payload)) <= mostOctets) return;
  throw badRequest({
    path: '/body/auth_payload',
    message: `must have at most ${mostOctets} octets`,
  });
}

function refuse(member: string, message: string): never {
  throw badRequest({ path: `/body/auth_payload/${member}`, message });
}

function badRequest(detail: ErrorDetail): ContractError {
  return new ContractError('P2CORE_BAD_REQUEST', { details: [detail] });
}
