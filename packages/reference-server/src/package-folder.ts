/** The folder of this package, a URL: one above `src`, `dist` and `bin`. */
export const packageFolder = new URL('../', import.meta.url);
