/** The server that the page asks: `?server=http://127.0.0.1:3000`. */
export const baseUrl =
  new URLSearchParams(location.search).get('server') ?? 'http://127.0.0.1:3000';
