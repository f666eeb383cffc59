import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode } from '@p2core/types';
import { ContractError } from '../contract-error.js';
import type { Logger } from '../logger.js';
import { allOperations, type Operation } from '../operation.js';
import {
  type Answer,
  type ErrorResult,
  finishError,
  finishResult,
  notModified,
  type PlainResult,
} from './answer.js';
import { AnswerFault } from './answer-fault.js';
import { isNotModified } from './is-not-modified.js';
import { callOnceSent } from './on-sent.js';
import { compileAnswerValidator, type ValidateAnswer } from './validate-answer.js';
import { demandWritable, writeAnswer } from './write-answer.js';

/** Writes answers, and nothing that breaks the contract. */
export interface Responder {
  /** Writes a handler's result in the negotiated media type. */
  sendResult(
    request: IncomingMessage,
    response: ServerResponse,
    result: PlainResult | ErrorResult,
    operation: Operation,
    mediaType: string | undefined,
  ): void;
  /**
   * Writes an error: one of the registry as it is, anything else as a 500 without detail. `operation` is `undefined`
   * where none has taken the request.
   */
  sendError(
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
    operation: Operation | undefined,
  ): void;
}

/** An operation that lists the code, for errors of requests that none has taken: they are the same everywhere. */
const operationByCode: ReadonlyMap<ErrorCode, Operation> = new Map(
  allOperations.flatMap((operation) => operation.errors.map((code) => [code, operation])),
);

/** Makes the responder. An answer that breaks the contract becomes a 500 and one entry in the log. */
export function createResponder(logger: Logger, validateAnswers: boolean): Responder {
  const validate: ValidateAnswer = validateAnswers ? compileAnswerValidator() : () => {};

  function checked(answer: Answer, operation: Operation | undefined): Answer {
    demandWritable(answer);
    if (operation) validate(operation, answer);
    return answer;
  }

  function answerTo(error: unknown, operation: Operation | undefined): Answer {
    if (!(error instanceof ContractError)) throw error;
    const answering = operation ?? operationByCode.get(error.code);
    return checked(finishError(error, answering), answering);
  }

  function internalError(error: unknown, operation: Operation | undefined): Answer {
    const fields = { operation: operation?.operationId };
    if (error instanceof AnswerFault) {
      const { pointer, reason } = error;
      logger.error(
        { ...fields, pointer, reason },
        'an answer that breaks the contract was stopped',
      );
    } else {
      logger.error({ ...fields, err: error }, 'a request failed');
    }
    return finishError(new ContractError('P2CORE_INTERNAL'), operation);
  }

  return {
    sendResult(request, response, result, operation, mediaType) {
      const answer = checked(finishResult(result, operation, mediaType), operation);
      if (operation.responses[304] !== undefined && isNotModified(request, answer)) {
        writeAnswer(request, response, checked(notModified(answer, operation), operation));
        return;
      }
      if ('onSent' in result && result.onSent && request.method !== 'HEAD') {
        callOnceSent(request, response, result.onSent, operation, logger);
      }
      writeAnswer(request, response, answer);
    },
    sendError(request, response, error, operation) {
      const isGone = request.socket.destroyed || response.headersSent;
      if (isGone && isClientsDoing(error)) return;
      let answer: Answer;
      try {
        answer = answerTo(error, operation);
      } catch (fault) {
        answer = internalError(fault, operation);
      }
      if (!isGone) writeAnswer(request, response, answer);
    },
  };
}

/** What comes of a client that has gone away: there is nobody to answer, and nothing to log. */
function isClientsDoing(error: unknown): boolean {
  return error instanceof ContractError || (error instanceof Error && error.name === 'AbortError');
}
