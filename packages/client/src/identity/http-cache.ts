/**
 * The option `cache` of a call that must not be answered by an HTTP cache. Workers with a compatibility date before 2025
 * have none to ask past, and throw at `no-cache`.
 */
export function pastHttpCache(): 'default' | 'no-cache' {
  try {
    new Request('https://localhost', { cache: 'no-cache' });
    return 'no-cache';
  } catch {
    return 'default';
  }
}
