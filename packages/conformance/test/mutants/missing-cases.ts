/** Cases that are still to be written. Until then their mutants wait, and the run says so. */
export const missingCases: ReadonlySet<string> = new Set([
  'deleteSession/key-packages-are-gone',
  'deleteSession/stranger-with-bad-content',
  'getEvents/broken-answer',
  'getEvents/own-session-only',
  'getKeyPackages/head-takes-nothing',
  'getKeyPackages/low-stock-event',
  'getKeyPackages/one-per-session',
]);
