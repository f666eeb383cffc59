import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OperationId, Page } from '@p2core/types';
import express, { type Express } from 'express';
import {
  type ContractRouterOptions,
  createContractRouter,
  createContractServer,
  type Handlers,
  type Limits,
  type OperationRequest,
  type RequestContext,
} from '../../src/index.js';
import { authenticate, everyOperation, everyPage, type TestPrincipal } from './every-operation.js';

/** One entry of the log. */
export interface LogEntry {
  message: string;
  [field: string]: unknown;
}

/** Handlers that keep the contract or break it, as a test likes: what they take is typed, what they return is not. */
export type TestHandlers = {
  [Id in OperationId]?: (
    request: OperationRequest<Id>,
    context: RequestContext<Id, TestPrincipal>,
  ) => unknown;
};

/** A server of the contract that a test started. */
export interface TestServer {
  port: number;
  url: string;
  log: LogEntry[];
  http: Server;
  /** Puts these handlers in the place of the correct ones, and empties the log. */
  use(handlers: TestHandlers): void;
  close(): Promise<void>;
}

/** What a test changes about the correct server of all operations. */
export interface TestServerOptions
  extends Partial<Omit<ContractRouterOptions<TestPrincipal, Page>, 'handlers'>> {
  /** In place of all. */
  handlers?: Handlers<TestPrincipal, Page>;
  limits?: Partial<Limits>;
  /** Adds to the application before or after the contract's router is mounted. */
  before?: (app: Express) => void;
  after?: (app: Express) => void;
}

/** Starts the correct server of all operations, but for what the test changes about it. */
export async function serve({
  handlers,
  before,
  after,
  limits = {},
  ...options
}: TestServerOptions = {}): Promise<TestServer> {
  const log: LogEntry[] = [];
  const logger = { error: (fields: object, message: string) => log.push({ ...fields, message }) };
  const used: TestHandlers = {};
  const app: Express = express();
  before?.(app);
  app.use(
    await createContractRouter({
      authenticate,
      logger,
      handlers: handlers ?? replaceable(used),
      pages: everyPage,
      ...options,
    }),
  );
  after?.(app);
  const http = createContractServer(app, { logger, limits });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    log,
    http,
    use(replacements) {
      log.length = 0;
      for (const operationId of Object.keys(used)) delete used[operationId as OperationId];
      Object.assign(used, replacements);
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

/** The correct handlers; a test may replace each. */
function replaceable(used: TestHandlers): Handlers<TestPrincipal, Page> {
  const entries = Object.entries(everyOperation as TestHandlers).map(([operationId, correct]) => [
    operationId,
    (request: never, context: never) =>
      (used[operationId as OperationId] ?? correct)?.(request, context),
  ]);
  return Object.fromEntries(entries) as Handlers<TestPrincipal, Page>;
}
