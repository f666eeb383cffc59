import { ContractError } from '@p2core/server';
import type { IRouter, RequestHandler } from 'express';

const headers = { Allow: 'GET, HEAD, OPTIONS' };

/** Serves GET and HEAD of a path, and treats the other methods as the contract's routes do (R21). */
export function onlyGet(router: IRouter, path: string, ...handlers: RequestHandler[]): void {
  router
    .route(path)
    .all(demandGet)
    .get(...handlers);
}

/** Passes GET and HEAD on, answers OPTIONS, and refuses the other methods. */
export const demandGet: RequestHandler = ({ method }, response, next) => {
  if (method === 'GET' || method === 'HEAD') next();
  else if (method === 'OPTIONS') response.set(headers).status(204).end();
  else throw new ContractError('P2CORE_METHOD_NOT_ALLOWED', { headers });
};
