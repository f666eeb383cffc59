import cors from 'cors';
import type { RequestHandler } from 'express';
import { allOperations } from './operation.js';

const methods = new Set(allOperations.map(({ method }) => method));
const exposedHeaders = new Set(
  allOperations.flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ headers }) => Object.keys(headers)),
  ),
);

/** R21: any origin, no credentials, `Authorization` and `Content-Type` allowed; every declared header can be read. */
export const contractCors: RequestHandler = cors({
  origin: '*',
  methods: ['HEAD', ...methods],
  allowedHeaders: ['Authorization', 'Content-Type'],
  exposedHeaders: [...exposedHeaders],
  maxAge: 3600,
  preflightContinue: true,
});
