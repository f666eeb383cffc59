const hour = 3_600_000;

/** polyproto-core recommends to cache an ID-Cert for 1 to 12 hours. */
const shortest = hour;
const longest = 12 * hour;

/**
 * How many milliseconds an answer stays fresh: its `max-age` less its `Age`, but at least one hour and at most twelve;
 * 0 for `no-cache`; `undefined` for `no-store`, which must not be kept.
 */
export function freshFor(headers: Headers): number | undefined {
  const cacheControl = headers.get('cache-control') ?? '';
  if (/\bno-store\b/i.test(cacheControl)) return undefined;
  if (/\bno-cache\b/i.test(cacheControl)) return 0;
  const maxAge = /\bmax-age="?(\d+)/i.exec(cacheControl)?.[1] ?? 0;
  const seconds = Number(maxAge) - Number(headers.get('age') ?? 0);
  return Math.min(longest, Math.max(shortest, (seconds || 0) * 1000));
}
