import type { Secrets } from '../fixture/secrets.js';
import type { SentRequest } from './request.js';

/** A longer run of one octet than anybody would want to read. */
const longRun = /([\x20-\x7e])\1{512,}/;

/**
 * A line for a POSIX shell that sends the request again, octet by octet, with `curl`; in the place of secrets stand
 * the shell's expansions of `secrets`.
 */
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

/** A command that prints content which cannot stand, or would be tiresome to read, as an argument. */
function pipe(content: Buffer): string | undefined {
  const text = content.toString('latin1');
  const run = longRun.exec(text);
  if (run !== null) {
    const [octets, octet = ''] = run;
    const rest = text.slice(run.index + octets.length);
    return [
      `{ printf '${octal(text.slice(0, run.index))}'`,
      repeat(octet, octets.length),
      `printf '${octal(rest)}'; }`,
    ].join('; ');
  }
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
  const run = longRun.exec(text);
  if (run !== null) {
    const [octets, octet = ''] = run;
    const [before, after] = [text.slice(0, run.index), text.slice(run.index + octets.length)];
    const parts = [before, after].map((part) => (part === '' ? '' : quoteForShell(part, secrets)));
    return parts.join(`"$(${repeat(octet, octets.length)})"`);
  }
  return /^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
