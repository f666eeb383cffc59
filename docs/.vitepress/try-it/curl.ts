import type { Exchange } from './exchange';

/** A variable in place of the token, so that neither the page nor the shell's history shows it. */
const token = '$P2CORE_TOKEN';

/** Writes a request as a command for a POSIX shell, which also prints the header fields of the answer. */
export function toCurl({
  method,
  url,
  headers,
  content,
}: NonNullable<Exchange['request']>): string {
  const fields = headers.map(([name, value]) =>
    name === 'authorization'
      ? `-H "Authorization: Bearer ${token}"`
      : `-H ${quote(`${name}: ${value}`)}`,
  );
  return [
    `curl -sS -i -X ${method} ${quote(url)}`,
    ...fields,
    ...(content ? [`--data-binary ${quote(content)}`] : []),
  ].join(' \\\n  ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
