import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { allOperations } from '@p2core/types';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { middleware as openApiValidator } from 'express-openapi-validator';
import { inject } from 'light-my-request';
import type { SeenRequest, Verdict } from './verdict.js';

const contract = fileURLToPath(import.meta.resolve('@p2core/contract/openapi.json'));

const accepted = 204;

const contents = allOperations.flatMap(({ requestBody }) => requestBody ?? []);
const limit = Math.max(...contents.map(({ maxContentLength }) => maxContentLength));
const textTypes = contents
  .flatMap(({ mediaTypes }) => mediaTypes)
  .filter((type) => type !== 'application/json');

/**
 * An Express application that answers with express-openapi-validator's verdict on a request. It is called in memory.
 */
export async function createValidatorApp(): Promise<(request: SeenRequest) => Promise<Verdict>> {
  const app: Express = express();
  app.request = ownPrototype(express.request, app);
  app.response = ownPrototype(express.response, app);
  app.set('case sensitive routing', true);
  app.use(express.json({ strict: false, limit }));
  app.use(express.text({ type: textTypes, limit }));
  app.use(
    openApiValidator({
      apiSpec: JSON.parse(await readFile(contract, 'utf8')),
      validateRequests: { allowUnknownQueryParameters: true },
      validateResponses: false,
      // Authentication is not compared.
      validateSecurity: { handlers: { bearerAuth: () => true, administratorAuth: () => true } },
    }),
  );
  app.use((_request, response) => void response.status(accepted).end());
  const refused: ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(Number(error.status) || 500).end();
  };
  app.use(refused);

  return async ({ method, target, headers, content }) => {
    const { statusCode } = await inject(app as never, {
      method: method as 'GET',
      url: target,
      headers: { ...withoutFraming(headers), authorization: 'Bearer of-anybody' },
      ...(content.length > 0 && { payload: content }),
    });
    return statusCode === accepted ? 'accepted' : statusCode;
  };
}

/**
 * A copy of Express' prototype of requests or responses. light-my-request changes the prototype's parent, which must
 * not affect requests from the network.
 */
function ownPrototype<T extends object>(prototype: T, app: Express): T {
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(prototype));
  const value = { configurable: true, enumerable: true, writable: true, value: app };
  return Object.create(copy, { app: value }) as T;
}

/** The header fields without those about transfer: the content is complete. */
function withoutFraming(
  headers: SeenRequest['headers'],
): Record<string, string | string[] | undefined> {
  const {
    connection: _connection,
    'content-length': _length,
    expect: _expect,
    'transfer-encoding': _coding,
    upgrade: _upgrade,
    ...others
  } = headers;
  return others;
}
