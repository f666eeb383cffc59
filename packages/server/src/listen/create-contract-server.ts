import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { consoleLogger, type Logger } from '../logger.js';
import { createResponder } from '../response/responder.js';
import { Connections } from './connections.js';
import { checkInterval, defaultLimits, type Limits } from './limits.js';
import { answerProtocolErrors } from './protocol-errors.js';
import { type Application, RequestListener } from './request-listener.js';

/** The options of a server. */
export interface ContractServerOptions {
  /** Receives each failure of the server itself. Default: each is a line of JSON on standard error. */
  logger?: Logger;
  /** Limits that differ from the defaults. */
  limits?: Partial<Limits>;
}

/**
 * Makes the HTTP server of an application: an Express application with the contract's router and any other routes, or a
 * plain request listener. The server answers every request of a stranger, from the registry or from the application, in
 * bounded time and with bounded memory and descriptors. It writes only through the logger.
 *
 * @example
 * createContractServer(express().use(router)).listen(3000);
 */
export function createContractServer(
  app: Application,
  { logger = consoleLogger, limits: given = {} }: ContractServerOptions = {},
): Server {
  const limits = { ...defaultLimits, ...given };
  const { headersTimeout, requestTimeout, keepAliveTimeout, writeTimeout, maxHeaderSize } = limits;
  const server = createServer({
    headersTimeout,
    requestTimeout,
    keepAliveTimeout,
    maxHeaderSize,
    connectionsCheckingInterval: checkInterval,
    // Node would answer a request without Host with an empty 400; the contract's router names the fault.
    requireHostHeader: false,
  });
  // Node would silently drop every field after the 2,000th; their size is limited anyway.
  server.maxHeadersCount = 0;
  server.timeout = writeTimeout;

  const connections = new Connections(limits, logger);
  const listener = new RequestListener(app, connections, createResponder(logger, false), logger);
  server.on('connection', (socket: Socket) => {
    // Without a listener, the error of a broken connection would end the process.
    socket.on('error', () => {});
    connections.add(socket);
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void listener.serve(request, response);
  });
  server.on('timeout', (socket: Socket) => connections.timeOut(socket));
  answerProtocolErrors(server, connections);
  releaseUpgraded(server, connections);

  server.on('listening', () => {
    server.on('error', (err) => logger.error({ err }, 'a connection could not be accepted'));
    const timer = setInterval(
      () => connections.check((response) => listener.answerLate(response)),
      checkInterval,
    ).unref();
    server.once('close', () => clearInterval(timer));
  });
  return server;
}

/** Releases connections to a listener of `upgrade`, such as a WebSocket server. */
function releaseUpgraded(server: Server, connections: Connections): void {
  const release = (_request: IncomingMessage, socket: object) => connections.release(socket);
  server.on('newListener', (event, listener) => {
    if (event === 'upgrade' && listener !== release && server.listenerCount('upgrade') === 0) {
      server.prependListener('upgrade', release);
    }
  });
}
