import type { Secrets } from '../fixture/secrets.js';
import type { SentRequest } from './request.js';

/** A run of one character that is too long to print. */
const longest = 512;

/** The first run of so many equal characters. A regular expression would overflow its stack on megabytes. */
function longRunIn(text: string): { index: number; length: number } | undefined {
  let index = 0;
  for (let end = 1; end <= text.length; end++) {
    if (text[end] === text[index]) continue;
    if (end - index > longest && isPrintable(text[index])) return { index, length: end - index };
    index = end;
  }
  return undefined;
}

function isPrintable(character = ''): boolean {
  return /[ -~]/.test(character);
}

/** A line for a POSIX shell that sends the same octets again with `curl`. Shell variables replace the secrets. */
export function curlLine(request: SentRequest, secrets: Secrets): string {
  const { method, url, content } = request;
  const quote = (text: string) => quoteForShell(text, secrets);
  const headers = request.headers.filter(
    ([name, value]) =>
      !(name === 'Host' && value === new URL(url).host) && name !== 'Content-Length',
  );
  const has = (name: string) =>
    headers.some(([other]) => other.toLowerCase() === name.toLowerCase());
  const withheld = [
    'User-Agent',
    'Accept',
    ...(content === undefined ? [] : ['Content-Type']),
  ].filter((name) => !has(name));
  const piped = content === undefined ? undefined : pipe(content);
  const args = [
    'curl',
    '-i',
    '--path-as-is',
    '--globoff',
    ...(method === 'HEAD' && content === undefined ? ['--head'] : ['-X', method]),
    ...headers.flatMap(([name, value]) => [
      '-H',
      quote(value === '' ? `${name};` : `${name}: ${value}`),
    ]),
    ...withheld.flatMap((name) => ['-H', quote(`${name}:`)]),
    ...(content === undefined
      ? []
      : piped
        ? ['--data-binary', '@-']
        : ['--data-raw', quote(content.toString())]),
    quote(url),
  ];
  return (piped ? `${piped} | ` : '') + args.join(' ');
}

/** A command that prints content which is too long or too strange for an argument. */
function pipe(content: Buffer): string | undefined {
  const text = content.toString('latin1');
  const commands: string[] = [];
  let rest = text;
  for (let run = longRunIn(rest); run !== undefined; run = longRunIn(rest)) {
    commands.push(`printf '${octal(rest.slice(0, run.index))}'`);
    commands.push(repeat(rest[run.index] ?? '', run.length));
    rest = rest.slice(run.index + run.length);
  }
  if (commands.length > 0) return `{ ${[...commands, `printf '${octal(rest)}'`].join('; ')}; }`;
  const isText = Buffer.from(content.toString()).equals(content) && !/\p{Cc}/u.test(text);
  return isText ? undefined : `printf '${octal(text)}'`;
}

/** A command that prints so many of one octet. */
function repeat(octet: string, count: number): string {
  return `head -c ${count} /dev/zero | tr '\\0' '\\${octet.charCodeAt(0).toString(8)}'`;
}

/** A format of `printf` for these octets. */
function octal(latin1: string): string {
  return latin1.replace(
    /[^ -~]|[\\'%]/g,
    (octet) => `\\${octet.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
}

function quoteForShell(text: string, secrets: Secrets): string {
  for (const [secret, expansion] of secrets) {
    const at = text.indexOf(secret);
    if (at < 0) continue;
    const parts = [text.slice(0, at), text.slice(at + secret.length)];
    return parts
      .map((part) => (part === '' ? '' : quoteForShell(part, secrets)))
      .join(`"${expansion}"`);
  }
  const run = longRunIn(text);
  if (run !== undefined) {
    const [before, after] = [text.slice(0, run.index), text.slice(run.index + run.length)];
    const parts = [before, after].map((part) => (part === '' ? '' : quoteForShell(part, secrets)));
    return parts.join(`"$(${repeat(text[run.index] ?? '', run.length)})"`);
  }
  return /^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
