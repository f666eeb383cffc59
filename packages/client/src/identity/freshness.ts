const hour = 3_600_000;

/** The protocol recommends to keep an ID-Cert for 1 to 12 hours. */
const shortest = hour;
const longest = 12 * hour;

/**
 * For how many milliseconds an answer may be used without asking again: its `max-age` less its `Age`, but no less than
 * one hour and no more than twelve; 0 for `no-cache`, and `undefined` for `no-store`: it must not be kept at all.
 */
export function freshFor(headers: Headers): number | undefined {
  const cacheControl = headers.get('cache-control') ?? '';
  if (/\bno-store\b/i.test(cacheControl)) return undefined;
  if (/\bno-cache\b/i.test(cacheControl)) return 0;
  const maxAge = /\bmax-age="?(\d+)/i.exec(cacheControl)?.[1] ?? 0;
  const seconds = Number(maxAge) - Number(headers.get('age') ?? 0);
  return Math.min(longest, Math.max(shortest, (seconds || 0) * 1000));
}
