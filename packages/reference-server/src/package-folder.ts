/** The folder of this package, a URL: one above `src`, `dist` and `bin`, at whose top this code stands. */
export const packageFolder = new URL('../', import.meta.url);
