import { readIdCsr } from '@p2core/id-cert';
import { ContractError, type Handler } from '@p2core/server';
import type { SecondFactor } from '../passwords/second-factor.js';
import type { ReferenceServer } from '../reference-server.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { renewSession } from '../sessions/renew-session.js';
import { TooManyRenewalsError } from '../store/errors.js';
import { demandHomeSession } from './home-session.js';
import { idCsrRefusal } from './id-csr-refusal.js';

/** `POST /session/idcert` (R30). */
export function rotateSessionIdCert(
  server: Pick<ReferenceServer, 'store' | 'identities' | 'homeServers' | 'config'>,
  secondFactor: SecondFactor,
): Handler<'rotateSessionIdCert', ServerPrincipal> {
  return async ({ body, headers }, { principal, address }) => {
    const session = demandHomeSession(principal, server.homeServers);
    const solution = headers['X-P2-Sensitive-Solution'];
    if (!(await secondFactor(session.fid, solution, address))) {
      return { error: 'P2CORE_SECOND_FACTOR_REQUIRED' };
    }
    try {
      const request = await readIdCsr(body.csr);
      if (request.fid !== session.fid || request.sessionId !== session.sessionId) {
        return { error: 'P2CORE_ID_CERT_MISMATCH' };
      }
      const renewed = await renewSession(server, session, request);
      return renewed ? { status: 201, body: renewed } : { error: 'P2CORE_UNAUTHORIZED' };
    } catch (error) {
      return refusal(error);
    }
  };
}

function refusal(error: unknown) {
  if (!(error instanceof TooManyRenewalsError)) return idCsrRefusal(error);
  const headers = { 'Retry-After': String(error.retryAfter) };
  throw new ContractError('P2CORE_RATE_LIMITED', { message: error.message, headers });
}
