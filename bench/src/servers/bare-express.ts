import { operations } from '@p2core/types';
import express, { type Express } from 'express';
import { bodies, token } from './handlers.js';

/** Express with the same handlers and no validation: what a request costs at least. */
export function createApp(): Express {
  const app: Express = express();
  app.use(express.json({ type: () => true }));
  app.get(operations.getChallenge.path, (_request, response) => {
    response.json(bodies.challenge());
  });
  app.get(operations.getActorIdCerts.path.replace('{fid}', ':fid'), (_request, response) => {
    response.json(bodies.actorIdCerts());
  });
  app.get(operations.getEvents.path, (request, response) => {
    if (request.headers.authorization === `Bearer ${token}`) response.json(bodies.events());
    else response.sendStatus(401);
  });
  return app;
}
