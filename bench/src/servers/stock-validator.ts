import { document } from '@p2core/types/document';
import express, { type ErrorRequestHandler, type Express } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { addParsers, addRoutes } from './bare-express.js';

/** express-openapi-validator, mounted as its README says. It validates requests, answers and security. */
export function createApp(): Express {
  const app: Express = express();
  addParsers(app);
  app.use(
    OpenApiValidator.middleware({
      apiSpec: structuredClone(document) as never,
      validateRequests: true,
      validateResponses: true,
      // The routes look at the token themselves.
      validateSecurity: { handlers: { bearerAuth: () => true, administratorAuth: () => true } },
    }),
  );
  addRoutes(app);
  const onError: ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(error.status ?? 500).json({ message: error.message, errors: error.errors });
  };
  app.use(onError);
  return app;
}
