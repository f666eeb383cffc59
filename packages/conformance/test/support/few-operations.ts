import type { RequestListener } from 'node:http';
import { operations, pathPrefix } from '@p2core/types';

/** A server of one operation whose framework answers all other requests, as in another language. */
export const oneOperation: RequestListener = ({ method, url }, response) => {
  const { path } = operations.getChallenge;
  if (method === 'GET' && url === path) {
    const challenge = Buffer.from(crypto.getRandomValues(new Uint8Array(48))).toString('hex');
    const expires = Math.floor(Date.now() / 1000) + 300;
    response.setHeader('Content-Type', 'application/json').setHeader('Cache-Control', 'no-store');
    response
      .setHeader('Access-Control-Allow-Origin', '*')
      .end(JSON.stringify({ challenge, expires }));
    return;
  }
  response.statusCode = url?.startsWith(pathPrefix) && url === path ? 405 : 404;
  response.setHeader('Content-Type', 'text/html').end('<h1>Not Found</h1>');
};
