import type { IncomingMessage, ServerResponse } from 'node:http';
import { belowPrefix } from '@p2core/types';
import type { Request } from 'express';
import { ContractError } from '../contract-error.js';
import { setCorsFields } from '../cors.js';
import { isLate, markLate } from '../late.js';
import type { Logger } from '../logger.js';
import { originForm } from '../origin-form.js';
import { pathOf } from '../path-of.js';
import type { Responder } from '../response/responder.js';
import { waitForTurn } from '../turn.js';
import { asContractError } from './as-contract-error.js';
import type { Connections } from './connections.js';

/**
 * An Express application, or any other function that answers requests. It calls `next` for a request that it does not
 * answer.
 */
export type Application = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => unknown;

/** Lets an application answer requests in turn, and answers from the registry where the application does not. */
export class RequestListener {
  readonly #app: Application;
  readonly #connections: Connections;
  readonly #responder: Responder;
  readonly #logger: Logger;

  constructor(app: Application, connections: Connections, responder: Responder, logger: Logger) {
    this.#app = app;
    this.#connections = connections;
    this.#responder = responder;
    this.#logger = logger;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Node still emits the requests of the last packet after the connection is closed.
    if (request.socket.destroyed) return;
    this.#connections.begin(response);
    request.url = originForm(request.url ?? '');
    // An error without a listener, such as a write after the end, would end the process.
    response.on('error', (error) => this.#fail(request, response, error));
    try {
      await waitForTurn(request, response);
      if (request.socket.destroyed || isLate(response)) return;
      await this.#app(request, response, (error = new ContractError('P2CORE_NOT_FOUND')) =>
        this.#fail(request, response, error),
      );
    } catch (error) {
      this.#fail(request, response, error);
    }
  }

  /** Answers 503 in place of a handler that took too long. */
  answerLate(response: ServerResponse): void {
    const { req: request } = response;
    markLate(response);
    // Not the path, where a client may have put a secret.
    const route = (request as Partial<Request>).route?.path;
    this.#logger.error({ method: request.method, route }, 'no answer came in time');
    const error = new ContractError('P2CORE_UNAVAILABLE', { headers: { 'Retry-After': '60' } });
    forgetContent(response);
    response.setHeader('Connection', 'close');
    this.#responder.sendError(request, response, error, undefined);
  }

  #fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (isLate(response) || isOfBrokenConnection(request, error)) return;
    const isBegun = response.headersSent;
    if (!isBegun) {
      forgetContent(response);
      // R21: any origin may read why the contract's route refused, also where that happened in front of its router.
      if (belowPrefix(pathOf(request) ?? '') !== undefined) setCorsFields(request, response);
    }
    this.#responder.sendError(request, response, asContractError(error), undefined);
    // A broken connection tells the client that the answer is not complete.
    if (isBegun && !response.writableEnded) request.socket.destroy();
  }
}

/** Removes the header fields that describe the content which the application was about to send. */
function forgetContent(response: ServerResponse): void {
  for (const name of fieldsOfContent) response.removeHeader(name);
}

const fieldsOfContent = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Content-Location',
  'Content-Range',
  'ETag',
  'Expires',
  'Last-Modified',
];

/** The codes of errors that streams raise when the client has disconnected. */
const brokenConnection = new Set([
  'ECONNABORTED',
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

function isOfBrokenConnection({ socket }: IncomingMessage, error: unknown): boolean {
  return (
    socket.destroyed &&
    error instanceof Error &&
    'code' in error &&
    brokenConnection.has(String(error.code))
  );
}
