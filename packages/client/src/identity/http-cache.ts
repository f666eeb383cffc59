/**
 * The option `cache` of a call that no HTTP cache may answer. Workers with a compatibility date before 2025 have no
 * such cache, and throw at `no-cache`.
 */
export function pastHttpCache(): 'default' | 'no-cache' {
  try {
    new Request('https://localhost', { cache: 'no-cache' });
    return 'no-cache';
  } catch {
    return 'default';
  }
}
