import { operations } from '@p2core/types';
import { document } from '@p2core/types/document';
import express, { type ErrorRequestHandler, type Express } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { bodies, token } from './handlers.js';

/** express-openapi-validator mounted as its README says, requests, answers and security validated. */
export function createApp(): Express {
  const app: Express = express();
  app.use(express.json());
  app.use(express.text());
  app.use(
    OpenApiValidator.middleware({
      apiSpec: structuredClone(document) as never,
      validateRequests: true,
      validateResponses: true,
      validateSecurity: {
        handlers: { bearerAuth: (request) => request.headers.authorization === `Bearer ${token}` },
      },
    }),
  );
  app.get(operations.getChallenge.path, (_request, response) => {
    response.json(bodies.challenge());
  });
  app.get(operations.getActorIdCerts.path.replace('{fid}', ':fid'), (_request, response) => {
    response.json(bodies.actorIdCerts());
  });
  app.get(operations.getEvents.path, (_request, response) => {
    response.json(bodies.events());
  });
  const onError: ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(error.status ?? 500).json({ message: error.message, errors: error.errors });
  };
  app.use(onError);
  return app;
}
