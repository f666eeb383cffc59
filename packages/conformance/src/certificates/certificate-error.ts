/** A certificate breaks a rule; the message is the rule, as a sentence: `the version must be v3`. */
export class CertificateError extends Error {
  override name = 'CertificateError' as const;
}

/** Throws a `CertificateError` with the rule where `holds` is false. */
export function demand(holds: boolean, rule: string, cause?: unknown): asserts holds {
  if (!holds) throw new CertificateError(rule, { cause });
}

/** Returns the result of `read`. Any other error than a `CertificateError` becomes one with this rule. */
export function readable<T>(read: () => T, rule: string): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CertificateError) throw error;
    throw new CertificateError(rule, { cause: error });
  }
}
