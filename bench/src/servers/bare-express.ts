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
    const handlers = [
      ...(method === 'OPTIONS' ? [servePreflight] : []),
      ...(token === undefined ? [] : [authorize(token)]),
      answerWith(answer),
    ];
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

const namesOf = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].join(',');

/** The header fields that let pages use the operations, in the answer to OPTIONS (R33). */
const ofPreflight = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': namesOf([allOperations.map(({ method }) => method)]),
  'Access-Control-Allow-Headers': namesOf([
    ['Authorization', 'Content-Type', 'If-None-Match'],
    ...allOperations.map(({ headerParameters }) => headerParameters),
  ]),
  'Access-Control-Expose-Headers': namesOf(
    allOperations.flatMap(({ responses }) =>
      Object.values(responses).map(({ headers }) => Object.keys(headers)),
    ),
  ),
  'Access-Control-Max-Age': '3600',
};

const servePreflight: RequestHandler = (_request, response, next) => {
  response.set(ofPreflight);
  next();
};

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
