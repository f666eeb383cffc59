import type { Exchange } from './exchange';

/** The variable that stands for the token, so that it is neither shown nor in the shell's history. */
const token = '$P2CORE_TOKEN';

/** A request as a command for a POSIX shell. It prints the header fields of the answer, too. */
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
