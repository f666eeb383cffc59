import { randomBytes } from 'node:crypto';
import { now } from '../clock/clock.js';
import type { ReferenceServer } from '../reference-server.js';
import { hashToken } from '../sessions/tokens.js';
import { OperatorError } from './errors.js';

const day = 24 * 60 * 60;
const mostDays = 365;

/** An invitation as an operator sees it; times are seconds since the epoch. */
interface InvitationSummary {
  id: number;
  created_at: number;
  expires_at: number;
  state: 'open' | 'used' | 'expired';
  /** The actor that registered with it. */
  used_by: string | null;
}

/** A new invitation. */
interface AddedInvitation {
  id: number;
  /** The `invite` of `auth_payload` (R27); the server keeps only its hash. */
  invite: string;
  expires_at: number;
}

/** Makes an invitation for one actor: 128 random bits. */
export async function addInvitation(
  { store }: ReferenceServer,
  days: string,
): Promise<AddedInvitation> {
  if (!/^[1-9]\d{0,2}$/.test(days) || Number(days) > mostDays) {
    throw new OperatorError(`--days must be 1 to ${mostDays}, not ${days}`);
  }
  const invite = randomBytes(16).toString('base64url');
  const createdAt = now();
  const expiresAt = createdAt + Number(days) * day;
  const id = await store.invitations.add({ hash: hashToken(invite), createdAt, expiresAt });
  return { id, invite, expires_at: expiresAt };
}

/** All invitations that were not revoked, the oldest first. */
export async function listInvitations({ store }: ReferenceServer): Promise<InvitationSummary[]> {
  const time = now();
  const invitations = await store.invitations.list();
  return invitations.map(({ id, createdAt, expiresAt, usedBy }) => ({
    id,
    created_at: createdAt,
    expires_at: expiresAt,
    state: usedBy !== null ? 'used' : expiresAt < time ? 'expired' : 'open',
    used_by: usedBy,
  }));
}

/** Revokes an invitation that was not used. */
export async function revokeInvitation(
  { store }: ReferenceServer,
  id: string,
): Promise<{ id: number }> {
  const isNumber = /^[1-9]\d{0,14}$/.test(id);
  if (!isNumber || !(await store.invitations.revoke(Number(id)))) {
    throw new OperatorError(
      `there is no unused invitation with the number ${id}; "invite list" shows them`,
    );
  }
  return { id: Number(id) };
}
