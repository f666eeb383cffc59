/**
 * Writes a header field of an answer in the form that the contract's patterns match. Values with the same meaning by
 * RFC 9110 get the same form: names in any case, lists with empty elements, further directives, further challenges,
 * dates in place of seconds.
 *
 * @example
 * comparableField('Cache-Control', 'Max-Age="3600" , PUBLIC, must-revalidate'); // 'public, max-age=3600'
 * comparableField('WWW-Authenticate', 'Basic realm="a", bearer realm="b"'); // 'Bearer realm="b"'
 */
export function comparableField(name: string, value: string): string {
  return forms[name.toLowerCase()]?.(value) ?? value.trim();
}

const forms: Readonly<Record<string, (value: string) => string>> = {
  allow: (value) => elementsOf(value).join(', '),
  'cache-control': cacheControl,
  'retry-after': retryAfter,
  vary: (value) => elementsOf(value.toLowerCase()).join(', '),
  'www-authenticate': bearerChallenge,
};

/**
 * The elements of a list (RFC 9110 section 5.6.1); a comma in a quoted string does not separate. A string that is open
 * takes the rest: to begin again at each of its quotation marks would take quadratic time.
 */
function elementsOf(value: string): string[] {
  const elements = value.match(/(?:"(?:[^"\\]|\\.)*"?|[^",])+/g) ?? [];
  return elements.map((element) => element.trim()).filter((element) => element !== '');
}

/** The directives that decide who may store an answer, and how long (RFC 9111 section 5.2.2); others are ignored. */
function cacheControl(value: string): string {
  const directives = elementsOf(value).map((element) => {
    const [name = '', argument] = element.split('=').map((part) => part.trim());
    return [name.toLowerCase(), argument?.replace(/^"(.*)"$/, '$1')] as const;
  });
  if (directives.some(([name]) => name === 'no-store')) return 'no-store';
  const kept = ['public', 'private', 'no-cache', 'max-age'].flatMap((name) => {
    const directive = directives.find(([other]) => other === name);
    return directive === undefined ? [] : [directive];
  });
  return kept.map(([name, argument]) => (argument ? `${name}=${argument}` : name)).join(', ');
}

/** Seconds, also for a date (RFC 9110 section 10.2.3). */
function retryAfter(value: string): string {
  const date = /^[A-Za-z]/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(date)) return value.trim();
  return String(Math.max(0, Math.ceil((date - Date.now()) / 1000)));
}

/** The challenge of the scheme Bearer among others (RFC 9110 sections 11.1 and 11.6.1); all of them where it is not there. */
function bearerChallenge(value: string): string {
  const elements = elementsOf(value);
  const begins = (element: string) => /^[^\s=",]+(?:\s+[^\s=]|$)/.test(element);
  const start = elements.findIndex((element) => /^bearer(?:\s|$)/i.test(element));
  if (start < 0) return value.trim();
  const length = elements.slice(start + 1).findIndex(begins);
  const challenge = elements.slice(start, length < 0 ? undefined : start + 1 + length);
  return challenge.join(', ').replace(/^bearer/i, 'Bearer');
}
