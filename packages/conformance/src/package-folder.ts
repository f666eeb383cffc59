/** The URL of this package's folder: the parent of `src`, `dist` and `bin`. */
export const packageFolder = new URL('../', import.meta.url);
