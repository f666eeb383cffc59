import { allOperations, type OperationId, operations } from '@p2core/types';
import express, { type Express, type RequestHandler } from 'express';
import { exchanges } from './exchanges.js';

/** Express with the same answers and no validation: the least that a request costs. */
export function createApp(): Express {
  const app: Express = express();
  addParsers(app);
  addRoutes(app);
  return app;
}

/** The largest content that an operation takes, in octets. */
const limit = Math.max(
  ...allOperations.map(({ requestBody }) => requestBody?.maxContentLength ?? 0),
);

/** Adds the parsers of content. */
export function addParsers(app: Express): void {
  app.use(express.json({ limit, strict: false }), express.text({ limit }));
}

/** Adds a route for each operation, as if written by hand. */
export function addRoutes(app: Express): void {
  for (const id of Object.keys(operations) as OperationId[]) {
    const { method, path } = operations[id];
    const { token, answer } = exchanges[id];
    const handlers = [...(token === undefined ? [] : [authorize(token)]), answerWith(answer)];
    const verb = method.toLowerCase() as Lowercase<typeof method>;
    app[verb](path.replace('{fid}', ':fid'), ...handlers);
  }
}

function authorize(token: string): RequestHandler {
  return (request, response, next) => {
    if (request.headers.authorization === `Bearer ${token}`) next();
    else response.sendStatus(401);
  };
}

function answerWith({
  status,
  headers,
  body,
}: (typeof exchanges)[OperationId]['answer']): RequestHandler {
  if (body !== undefined) return (_request, response) => void response.status(status).json(body);
  return (_request, response) =>
    void response
      .status(status)
      .set(headers ?? {})
      .end();
}
