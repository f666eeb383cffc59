import type { IncomingMessage } from 'node:http';
import type { Operation, Role } from '@p2core/types';
import { ContractError } from '../contract-error.js';
import { isPromise } from '../is-promise.js';
import { countField } from './header-fields.js';

/** The owner of a token. An implementer's own type adds what its handlers need to know. */
export interface Principal {
  /** The roles that the contract's security requirements name, such as `administrator`. */
  roles: readonly Role[];
}

/** Finds the principal of a bearer token; `undefined` or `null` where the token is not valid. */
export type Authenticate<P extends Principal> = (
  token: string,
) => P | null | undefined | Promise<P | null | undefined>;

/** RFC 6750 section 2.1, the scheme in any case (RFC 9110 section 11.1). */
const bearerCredentials = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/**
 * Enforces the operation's security requirement: a valid token (else 401) whose principal has each of the roles (else
 * 403). Returns the principal, or `undefined` where the operation needs none.
 */
export function authenticateRequest<P extends Principal>(
  request: IncomingMessage,
  operation: Operation,
  authenticate: Authenticate<P>,
): P | undefined | Promise<P> {
  const { roles } = operation;
  if (roles === null) return undefined;
  const token = bearerToken(request);
  if (token === undefined) throw unauthorized(operation, false);
  const admit = (principal: P | null | undefined): P => {
    if (!principal) throw unauthorized(operation, true);
    if (roles.every((role) => principal.roles.includes(role))) return principal;
    throw new ContractError('P2CORE_NOT_ADMINISTRATOR');
  };
  const found = authenticate(token);
  return isPromise(found) ? Promise.resolve(found).then(admit) : admit(found);
}

/** A 401. Its challenge has `invalid_token` only where a token was sent (RFC 6750 section 3.1). */
function unauthorized({ responses }: Operation, isGiven: boolean): ContractError {
  const name = 'WWW-Authenticate';
  const challenge = responses[401]?.headers[name]?.default;
  const headers = isGiven ? { [name]: `${challenge}, error="invalid_token"` } : {};
  return new ContractError('P2CORE_UNAUTHORIZED', { headers });
}

/**
 * The bearer token of a request; `undefined` where `Authorization` is absent, given twice or not well-formed. Rate
 * limiters use it too, so that the spelling of the scheme makes no difference.
 */
export function bearerToken(request: IncomingMessage): string | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined || countField(request, 'authorization') > 1) return undefined;
  return bearerCredentials.exec(authorization)?.[1];
}
