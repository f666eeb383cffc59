/**
 * Why an ID-Cert or ID-CSR is refused.
 *
 * - `malformed`: it breaks a rule that concerns it alone: 400 `P2CORE_INVALID_ID_CERT`, for an ID-CSR 400
 *   `P2CORE_INVALID_ID_CSR`.
 * - `untrusted`: it is well-formed, but the actor's home server did not issue it: 403 `P2CORE_ID_CERT_UNTRUSTED`.
 * - `not-valid`: it is not valid at the given time: 400 `P2CORE_INVALID_ID_CERT`.
 */
export type IdCertErrorReason = 'malformed' | 'untrusted' | 'not-valid';

/** An ID-Cert or ID-CSR is refused; `message` is one clause that names the field and the rule that it breaks. */
export class IdCertError extends Error {
  override readonly name = 'IdCertError';
  readonly reason: IdCertErrorReason;

  constructor(reason: IdCertErrorReason, rule: string, options?: ErrorOptions) {
    super(rule, options);
    this.reason = reason;
  }
}

/**
 * Throws unless a rule holds.
 *
 * @throws {IdCertError} with `rule` as the message
 */
export function demand(
  holds: boolean,
  rule: string,
  reason: IdCertErrorReason = 'malformed',
): asserts holds {
  if (!holds) throw new IdCertError(reason, rule);
}

/**
 * Throws unless a rule of DER holds.
 *
 * @param rule the rule for the structure; the message begins with it
 * @throws {IdCertError} `malformed`
 */
export function strict(holds: boolean, rule: string, fault: string): asserts holds {
  if (!holds) throw new IdCertError('malformed', `${rule}: ${fault}`);
}

/** Key material is refused; `message` is one clause, and does not quote the content. */
export class EncryptedKeyError extends Error {
  override readonly name = 'EncryptedKeyError';
  /** `plaintext`: it holds a private key that is not encrypted. `malformed`: it is no encrypted private key. */
  readonly reason: 'plaintext' | 'malformed';

  constructor(reason: 'plaintext' | 'malformed', rule: string) {
    super(rule);
    this.reason = reason;
  }
}

/** A text is not a Federation ID, or not a domain. */
export class FidError extends TypeError {
  override readonly name = 'FidError';
}
