import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import {
  answerProtocolErrors,
  type ContractRouterOptions,
  createContractRouter,
  type Handlers,
} from '../../src/index.js';
import { authenticate, nineOperations, type TestPrincipal } from './nine-operations.js';

/** One entry of the log. */
export interface LogEntry {
  message: string;
  [field: string]: unknown;
}

/** A server of the contract that a test started. */
export interface TestServer {
  port: number;
  url: string;
  log: LogEntry[];
  http: Server;
  close(): Promise<void>;
}

/** What a test changes about the correct server of all nine operations. */
export interface TestServerOptions
  extends Partial<Omit<ContractRouterOptions<TestPrincipal>, 'handlers'>> {
  handlers?: Partial<Handlers<TestPrincipal>>;
  /** Adds to the application before the contract's router is mounted. */
  before?: (app: Express) => void;
}

/** Starts the correct server of all nine operations, but for what the test changes about it. */
export async function serve({
  handlers,
  before,
  ...options
}: TestServerOptions = {}): Promise<TestServer> {
  const log: LogEntry[] = [];
  const app: Express = express();
  before?.(app);
  app.use(
    await createContractRouter({
      authenticate,
      logger: { error: (fields, message) => log.push({ ...fields, message }) },
      ...options,
      handlers: { ...nineOperations, ...handlers },
    }),
  );
  const http = createServer(app);
  answerProtocolErrors(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    log,
    http,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
