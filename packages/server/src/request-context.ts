import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'express';
import { isLate } from './late.js';

/** What a handler gets besides the request. */
export class HandlerContext {
  readonly principal: object | undefined;
  readonly method: string | undefined;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  #controller: AbortController | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, principal: object | undefined) {
    this.principal = principal;
    this.method = request.method;
    this.#request = request;
    this.#response = response;
  }

  /** Express works it out when it is asked for. */
  get address(): string {
    return (this.#request as Request).ip ?? this.#request.socket.remoteAddress ?? '';
  }

  /** Made only when a handler asks for it: most do not, and it is not cheap. */
  get signal(): AbortSignal {
    this.#controller ??= abortWhenLeft(this.#response);
    return this.#controller.signal;
  }
}

function abortWhenLeft(response: ServerResponse): AbortController {
  const controller = new AbortController();
  const abort = () => {
    if (!response.writableEnded || isLate(response)) controller.abort();
  };
  if (response.destroyed) abort();
  else response.once('close', abort);
  return controller;
}
