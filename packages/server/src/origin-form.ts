/**
 * The target of a request in origin form (RFC 9112 section 3.2): without the scheme and the authority of the absolute
 * form. Any other target is returned unchanged. Node's own parser of URLs, which Express uses, writes a warning about an
 * authority that is malformed.
 */
export function originForm(target: string): string {
  if (target.startsWith('/')) return target;
  const [origin] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(target) ?? [];
  if (origin === undefined) return target;
  const rest = target.slice(origin.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
