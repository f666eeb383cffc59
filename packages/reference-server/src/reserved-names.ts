/**
 * Names that cannot be registered: mail to them usually reaches an operator (RFC 2142), or they look like an
 * operator's.
 */
const reserved = new Set([
  'abuse',
  'admin',
  'administrator',
  'hostmaster',
  'info',
  'moderator',
  'noc',
  'operator',
  'p2core',
  'polyproto',
  'postmaster',
  'root',
  'security',
  'server',
  'support',
  'system',
  'webmaster',
]);

/** Whether an actor's name, in lower case, is kept for the operator, who may still add such an actor (R26). */
export function isReserved(localPart: string): boolean {
  return reserved.has(localPart);
}
