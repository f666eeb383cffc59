/**
 * Writes a text that is one PEM block with `label` exactly as `openssl` does: lines of 64 characters, each ending in a
 * line feed. Gives `undefined` for any other text.
 */
export function normalizePem(label: string, text: string): string | undefined {
  const block = new RegExp(`^\\s*-----BEGIN ${label}-----\\s([^-]+)-----END ${label}-----\\s*$`);
  const content = block.exec(text)?.[1];
  try {
    const lines = content && btoa(atob(content)).replace(/.{1,64}/g, '$&\n');
    return lines ? `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n` : undefined;
  } catch {
    return undefined;
  }
}
