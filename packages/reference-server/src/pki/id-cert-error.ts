/**
 * Why an ID-Cert or ID-CSR was refused.
 *
 * - `malformed`: it breaks a rule that can be seen in it alone (the route answers 400 `P2CORE_INVALID_ID_CERT`).
 * - `untrusted`: it is well-formed, but the actor's home server did not sign it so (403 `P2CORE_ID_CERT_UNTRUSTED`).
 */
export type IdCertErrorReason = 'malformed' | 'untrusted';

/** An ID-Cert or ID-CSR was refused; `message` is one clause that names the rule it breaks (ruling R20). */
export class IdCertError extends Error {
  override readonly name = 'IdCertError';
  readonly reason: IdCertErrorReason;

  constructor(reason: IdCertErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/**
 * States one rule of well-formedness.
 *
 * @throws {IdCertError} `malformed`, with `rule` as the message, where it does not hold
 */
export function check(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new IdCertError('malformed', rule);
}
