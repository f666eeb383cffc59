/**
 * Why an ID-Cert or ID-CSR is refused.
 *
 * - `malformed`: it breaks a rule that can be seen in it alone: 400 `P2CORE_INVALID_ID_CERT`, of a request 400
 *   `P2CORE_INVALID_ID_CSR`.
 * - `untrusted`: it is well-formed, but the actor's home server did not issue it so: 403 `P2CORE_ID_CERT_UNTRUSTED`.
 * - `not-valid`: its validity does not hold at the time in question: 400 `P2CORE_INVALID_ID_CERT`.
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
 * States one rule.
 *
 * @throws {IdCertError} with `rule` as the message, where it does not hold
 */
export function demand(
  holds: boolean,
  rule: string,
  reason: IdCertErrorReason = 'malformed',
): asserts holds {
  if (!holds) throw new IdCertError(reason, rule);
}

/** A text is no Federation ID, or no domain where a domain was asked for. */
export class FidError extends TypeError {
  override readonly name = 'FidError';
}
