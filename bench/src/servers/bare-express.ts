import { operations } from '@p2core/types';
import express, { type Express, type RequestHandler } from 'express';
import { adminToken, bodies, token } from './handlers.js';

/** Express with the same handlers and no validation: what a request costs at least. */
export function createApp(): Express {
  const app: Express = express();
  const limit = '1mb';
  app.use(express.json({ limit }), express.text({ limit }));
  addRoutes(app);
  return app;
}

/** Adds the nine routes, as one would write them by hand. */
export function addRoutes(app: Express): void {
  const path = (id: keyof typeof operations) => operations[id].path.replace('{fid}', ':fid');
  const json =
    (body: () => unknown): RequestHandler =>
    (_request, response) => {
      response.json(body());
    };
  const end =
    (status: number): RequestHandler =>
    (_request, response) => {
      response.status(status).end();
    };
  const authorize =
    (wanted: string): RequestHandler =>
    (request, response, next) => {
      if (request.headers.authorization === `Bearer ${wanted}`) next();
      else response.sendStatus(401);
    };
  app.get(path('getChallenge'), json(bodies.challenge));
  app.get(path('getServerPublicKey'), json(bodies.serverPublicKey));
  app.put(path('rotateServerIdentityKey'), authorize(adminToken), json(bodies.rotatedServerIdCert));
  app.get(path('getServerIdCert'), json(bodies.serverIdCert));
  app.get(path('getActorIdCerts'), json(bodies.actorIdCerts));
  app.put(path('updateSessionIdCert'), authorize(token), end(201));
  app.delete(path('deleteSession'), authorize(token), end(204));
  app.get(path('getKeyPackages'), authorize(token), json(bodies.keyPackages));
  app.get(path('getEvents'), authorize(token), json(bodies.events));
}
