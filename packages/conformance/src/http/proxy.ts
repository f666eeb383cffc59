import type { Answer } from './answer.js';

/** The names of proxies and CDNs in `Server`. */
const products =
  /\b(?:akamaighost|apache|awselb|caddy|cloudflare|cloudfront|envoy|haproxy|litespeed|nginx|openresty|traefik|varnish)\b/i;

/** Statuses of a proxy that cannot read or forward a request; 502 where the server refuses large content early. */
const refusals = [400, 413, 414, 431, 502];

/** The octets of a request's head that every proxy reads. All read larger content. */
const smallestHead = 4096;
const smallestContent = 64 * 1024;

/**
 * The name of the proxy that answered in place of the server, as it may for a malformed or large request. That is no
 * fault of the server.
 */
export function proxyThatAnswered(answer: Answer): string | undefined {
  const { headers, mediaType, status, request } = answer;
  const proxy = products.exec(headers.get('Server') ?? '')?.[0] ?? headers.get('Via') ?? undefined;
  const isRefusal = refusals.includes(status) && mediaType !== 'application/json';
  return isRefusal && mayBeStopped(request) ? proxy : undefined;
}

/** Whether a request has a malformed percent-escape, a control character, or more octets than every proxy forwards. */
function mayBeStopped({ url, headers, content }: Answer['request']): boolean {
  const head = headers.reduce((sum, [name, value]) => sum + name.length + value.length, url.length);
  const path = url.split('?')[0] ?? '';
  return (
    /%(?![0-9a-f]{2})|%[01][0-9a-f]|%7f/i.test(path) ||
    head > smallestHead ||
    (content?.length ?? 0) > smallestContent
  );
}
