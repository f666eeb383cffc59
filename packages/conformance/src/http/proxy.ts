import type { Answer } from './answer.js';

/** What proxies and CDNs call themselves in `Server`. */
const products =
  /\b(?:akamaighost|apache|awselb|caddy|cloudflare|cloudfront|envoy|haproxy|litespeed|nginx|openresty|traefik|varnish)\b/i;

/** Statuses with which a proxy refuses what it cannot read or pass on; 502 where the server refuses large content early. */
const refusals = [400, 413, 414, 431, 502];

/** Some proxies read no more than this of a request's head, and contents larger than that. */
const smallestHead = 4096;
const smallestContent = 64 * 1024;

/**
 * The proxy that answered by itself, in place of the server behind it, as it may where a request is malformed or large by
 * HTTP's own measures. That is no fault of the server.
 */
export function proxyThatAnswered(answer: Answer): string | undefined {
  const { headers, mediaType, status, request } = answer;
  const proxy = products.exec(headers.get('Server') ?? '')?.[0] ?? headers.get('Via') ?? undefined;
  const isRefusal = refusals.includes(status) && mediaType !== 'application/json';
  return isRefusal && mayBeStopped(request) ? proxy : undefined;
}

/** A malformed percent-escape, a control character, or more than every proxy passes on. */
function mayBeStopped({ url, headers, content }: Answer['request']): boolean {
  const head = headers.reduce((sum, [name, value]) => sum + name.length + value.length, url.length);
  const path = url.split('?')[0] ?? '';
  return (
    /%(?![0-9a-f]{2})|%[01][0-9a-f]|%7f/i.test(path) ||
    head > smallestHead ||
    (content?.length ?? 0) > smallestContent
  );
}
