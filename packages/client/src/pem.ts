/**
 * Writes a text that is one PEM block with `label` exactly as `openssl` does: lines of 64 characters, each ending in a
 * line feed. Gives `undefined` for any other text.
 */
export function normalizePem(label: string, text: string): string | undefined {
  const [first, last] = [`-----BEGIN ${label}-----`, `-----END ${label}-----`];
  const block = text.trim();
  const content = block.slice(first.length, -last.length);
  if (!block.startsWith(first) || !block.endsWith(last) || content === content.trimStart()) return;
  try {
    const lines = btoa(atob(content)).match(/.{1,64}/g);
    return lines ? `${first}\n${lines.join('\n')}\n${last}\n` : undefined;
  } catch {
    return undefined;
  }
}
