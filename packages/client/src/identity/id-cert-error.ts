/**
 * Why a certificate is refused.
 *
 * - `MALFORMED`: it breaks a rule that can be seen in it alone.
 * - `UNTRUSTED`: it is well-formed, but the actor's home server did not issue it so.
 * - `NOT_VALID`: its validity does not hold at the time in question.
 */
export type IdCertErrorCode = 'MALFORMED' | 'UNTRUSTED' | 'NOT_VALID';

/** A certificate is refused; `message` names the rule that it breaks. */
export class IdCertError extends Error {
  override readonly name = 'IdCertError';
  readonly code: IdCertErrorCode;

  constructor(code: IdCertErrorCode, rule: string, cause?: unknown) {
    super(rule, { cause });
    this.code = code;
  }
}

/**
 * States a rule.
 *
 * @throws {IdCertError} where it does not hold
 */
export function demand(
  holds: boolean,
  rule: string,
  code: IdCertErrorCode = 'MALFORMED',
): asserts holds {
  if (!holds) throw new IdCertError(code, rule);
}
