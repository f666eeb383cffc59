import { parseFid } from '@p2core/id-cert';
import type { Handler } from '@p2core/server';
import { now } from '../clock/clock.js';
import type { Config } from '../config.js';
import type { Credentials } from '../passwords/credentials.js';
import { isReserved } from '../reserved-names.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { hashToken } from '../sessions/tokens.js';
import { FidTakenError, InvitationError } from '../store/errors.js';
import type { Store } from '../store/store.js';
import { readRegistration } from './auth-payload.js';

/** `POST /register` (R26, R27). */
export function createIdentity(
  { actors, invitations }: Pick<Store, 'actors' | 'invitations'>,
  { domain, registration }: Pick<Config, 'domain' | 'registration'>,
  credentials: Credentials,
): Handler<'createIdentity', ServerPrincipal> {
  /** The hash of the invitation that a registration has to use up, if it has to. */
  const invitationFor = (invite: string | undefined) => {
    if (registration === 'open') return undefined;
    if (registration === 'closed' || invite === undefined) throw new InvitationError();
    return hashToken(invite);
  };

  return async ({ body }, { address }) => {
    const { password, invite } = readRegistration(body.auth_payload);
    const { fid, localPart } = parseFid(`${body.actor_name}@${domain}`);
    try {
      const invitationHash = invitationFor(invite);
      // Both are checked again by the transaction that adds the actor. Here they save a hash.
      if (invitationHash !== undefined && !(await invitations.isGood(invitationHash, now()))) {
        throw new InvitationError();
      }
      if (isReserved(localPart) || (await actors.exists(fid))) throw new FidTakenError(fid);
      const passwordHash = await credentials.hash(password, address);
      await actors.register({ fid, createdAt: now(), passwordHash, invitationHash });
    } catch (error) {
      if (error instanceof InvitationError) return { error: 'P2CORE_REGISTRATION_CLOSED' };
      if (error instanceof FidTakenError) return { error: 'P2CORE_FEDERATION_ID_TAKEN' };
      throw error;
    }
    return { status: 201, body: { fid } };
  };
}
