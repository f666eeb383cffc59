import type { IncomingMessage, ServerResponse } from 'node:http';
import { allOperations, type ErrorCode, type Operation } from '@p2core/types';
import { ContractError } from '../contract-error.js';
import type { Logger } from '../logger.js';
import { announcesContent } from '../request/header-fields.js';
import {
  type Answer,
  type AnyErrorResult,
  type AnyPlainResult,
  type AskedFor,
  entityTag,
  errorAnswer,
  finishError,
  notModified,
  readResult,
  type WrittenAnswer,
  writeContent,
} from './answer.js';
import { AnswerFault } from './answer-fault.js';
import { declaredResponse } from './declared.js';
import { isNotModified } from './is-not-modified.js';
import { callOnceSent } from './on-sent.js';
import { validateAnswer } from './validate-answer.js';
import { demandWritable, writeAnswer } from './write-answer.js';

/** The request that an answer belongs to. */
export interface Asked extends AskedFor {
  operation: Operation;
  /** Whether a GET had content other than a JSON `null` (R3). */
  hasContent: boolean;
}

/** Writes answers that keep the contract. */
export interface Responder {
  /** Writes a handler's result. */
  sendResult(
    request: IncomingMessage,
    response: ServerResponse,
    result: AnyPlainResult | AnyErrorResult,
    asked: Asked,
  ): void;
  /**
   * Writes an error: a `ContractError` as it is, anything else as a 500 without detail. `operation` is `undefined`
   * where no operation matches the request.
   */
  sendError(
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
    operation: Operation | undefined,
  ): void;
}

/** An operation that lists the code, to validate an error of a request that matches no operation. */
const operationByCode: ReadonlyMap<ErrorCode, Operation> = new Map(
  allOperations.flatMap((operation) => operation.errors.map((code) => [code, operation])),
);

/** Makes the responder. An answer that breaks the contract becomes a 500 and one entry in the log. */
export function createResponder(logger: Logger, validateAnswers: boolean): Responder {
  function written(answer: Answer, operation: Operation | undefined): WrittenAnswer {
    demandWritable(answer);
    if (operation === undefined) return writeContent(answer);
    const result = writeContent(validateAnswers ? validateAnswer(operation, answer) : answer);
    if (result.content && declaredResponse(operation, answer.status)?.isTagged) {
      result.headers.ETag = entityTag(result.content);
    }
    return result;
  }

  function answerTo(error: unknown, operation: Operation | undefined): WrittenAnswer {
    if (!(error instanceof ContractError)) throw error;
    const answering = operation ?? operationByCode.get(error.code);
    return written(errorAnswer(error, answering), answering);
  }

  function internalError(error: unknown, operation: Operation | undefined): WrittenAnswer {
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
    sendResult(request, response, result, asked) {
      const { operation } = asked;
      const { answer, onSent } = readResult(result, operation, asked);
      if (asked.hasContent) answer.headers['Cache-Control'] = noStore;
      const whole = written(answer, operation);
      if (operation.responses[304] !== undefined && isNotModified(request, whole)) {
        writeAnswer(request, response, notModified(whole, operation));
        return;
      }
      if (onSent && request.method !== 'HEAD') {
        callOnceSent(request, response, onSent, operation, logger);
      }
      writeAnswer(request, response, whole);
    },
    sendError(request, response, error, operation) {
      const isGone = request.socket.destroyed || response.headersSent;
      if (isGone && isClientsDoing(error)) return;
      let answer: WrittenAnswer;
      try {
        answer = answerTo(error, operation);
      } catch (fault) {
        answer = internalError(fault, operation);
      }
      if (isSafe(request) && announcesContent(request)) answer.headers['Cache-Control'] = noStore;
      if (!isGone) writeAnswer(request, response, answer);
    },
  };
}

/** R3: the answer to a GET with content must not be stored, for a cache would give it to requests for the bare URL. */
const noStore = 'no-store';

/** Whether the method is GET or HEAD, whose content does not change the target (R3). */
function isSafe({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Whether an error is only due to the client's disconnection, so that it is not logged. */
function isClientsDoing(error: unknown): boolean {
  return error instanceof ContractError || (error instanceof Error && error.name === 'AbortError');
}
