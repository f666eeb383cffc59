/**
 * Rewrites one PEM block with `label` exactly as `openssl` writes it: lines of 64 characters, each with a line feed.
 * Returns `undefined` for any other text.
 */
export function normalizePem(label: string, text: string): string | undefined {
  const [first, last] = [`-----BEGIN ${label}-----`, `-----END ${label}-----`];
  const block = text.trim();
  const content = block.slice(first.length, -last.length);
  if (!block.startsWith(first) || !block.endsWith(last) || content === content.trimStart()) {
    return undefined;
  }
  try {
    const lines = btoa(atob(content)).replace(/.{1,64}/g, '$&\n');
    return lines ? `${first}\n${lines}${last}\n` : undefined;
  } catch {
    return undefined;
  }
}
