import type { Request, Response } from 'express';
import { ContractError } from '../contract-error.js';
import type { Logger } from '../logger.js';
import type { Operation } from '../operation.js';
import { type Answer, finishError, finishResult, type Result } from './answer.js';
import { compileAnswerValidator, type ValidateAnswer } from './validate-answer.js';

/** Writes answers, and nothing that breaks the contract. */
export interface Responder {
  /** Writes a handler's result in the negotiated media type. */
  sendResult(
    request: Request,
    response: Response,
    result: Result,
    operation: Operation,
    mediaType: string | undefined,
  ): void;
  /** Writes an error: one of the registry as it is, anything else as a 500 without detail. */
  sendError(
    request: Request,
    response: Response,
    error: unknown,
    operation: Operation | undefined,
  ): void;
}

/** Makes the responder. An answer that breaks the contract becomes a 500 and one entry in the log. */
export function createResponder(logger: Logger, validateAnswers: boolean): Responder {
  const validate: ValidateAnswer = validateAnswers ? compileAnswerValidator() : () => undefined;

  function check(answer: Answer, operation: Operation | undefined): Answer {
    const violation = operation && validate(operation, answer);
    if (!violation) return answer;
    logger.error(
      { operation: operation.operationId, ...violation },
      'an answer that breaks the contract was stopped',
    );
    return internalError(operation);
  }

  function asContractError(error: unknown, operation: Operation | undefined): ContractError {
    if (error instanceof ContractError) return error;
    logger.error({ operation: operation?.operationId, err: error }, 'a handler failed');
    return new ContractError('P2CORE_INTERNAL');
  }

  return {
    sendResult(request, response, result, operation, mediaType) {
      const finished = finishResult(result, operation, mediaType);
      const answer = check(finished, operation);
      if (result.onSent && answer === finished && request.method !== 'HEAD') {
        callOnceSent(response, result.onSent, logger);
      }
      write(request, response, answer, operation.responses[304] !== undefined);
    },
    sendError(request, response, error, operation) {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const answer = finishError(asContractError(error, operation), operation);
      write(request, response, check(answer, operation), false);
    },
  };
}

function internalError(operation: Operation | undefined): Answer {
  return finishError(new ContractError('P2CORE_INTERNAL'), operation);
}

function callOnceSent(
  response: Response,
  onSent: NonNullable<Result['onSent']>,
  logger: Logger,
): void {
  response.once('finish', async () => {
    try {
      await onSent();
    } catch (error) {
      logger.error({ err: error }, 'onSent failed after the answer was sent');
    }
  });
}

/**
 * Writes by Node's own response, so that nothing (a charset, an `ETag`) is added to a finished answer. Content that was
 * not read to its end is not waited for: the connection closes.
 */
function write(
  request: Request,
  response: Response,
  { status, headers, content }: Answer,
  mayBeNotModified: boolean,
): void {
  response.statusCode = status;
  if (!request.complete) response.setHeader('Connection', 'close');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (mayBeNotModified && request.fresh) {
    response.statusCode = 304;
    response.end();
    return;
  }
  if (content === undefined) {
    if (status !== 204) response.setHeader('Content-Length', 0);
    response.end();
    return;
  }
  response.setHeader('Content-Type', content.mediaType);
  response.setHeader('Content-Length', content.octets.length);
  response.end(request.method === 'HEAD' ? undefined : content.octets);
}
