import { type Error as ErrorBody, errorCodes } from '@p2core/types';
import { allOperations, type Operation } from '../operation.js';
import type { Answer } from './answer.js';
import { AnswerFault } from './answer-fault.js';
import { compileContentValidator } from './validate-content.js';

/** Throws the first `AnswerFault` of a finished answer, if it has any. */
export type ValidateAnswer = (operation: Operation, answer: Answer) => void;

/** Compiles what the contract says of answers: their statuses, headers, media types, contents and error codes. */
export function compileAnswerValidator(): ValidateAnswer {
  const validateContent = compileContentValidator();
  return (operation, answer) => {
    validateStatus(operation, answer);
    validateHeaders(operation, answer);
    const value = validateContent(operation, answer);
    if (answer.status >= 400 && value !== undefined) {
      validateErrorCode(operation, answer.status, value as ErrorBody);
    }
  };
}

function validateStatus({ responses }: Operation, { status }: Answer): void {
  if (responses[status] === undefined)
    throw new AnswerFault('/status', `${status} is not declared`);
}

/** Errors may not be kept either, which the contract says once for all of them and not at each (R23). */
const alwaysAllowed = ['Cache-Control'];

const patterns = new Map(
  allOperations
    .flatMap(({ responses }) => Object.values(responses))
    .flatMap(({ headers }) => Object.values(headers))
    .flatMap(({ pattern }) => (pattern === null ? [] : [[pattern, new RegExp(pattern, 'u')]])),
);

function validateHeaders(operation: Operation, { status, headers }: Answer): void {
  const declared = operation.responses[status]?.headers ?? {};
  for (const name in headers) {
    if (!Object.hasOwn(declared, name) && !alwaysAllowed.includes(name)) {
      throw new AnswerFault(`/headers/${name}`, 'is not declared');
    }
  }
  for (const name in declared) {
    const value = headers[name];
    const pattern = declared[name]?.pattern;
    if (value === undefined) {
      if (declared[name]?.required) throw new AnswerFault(`/headers/${name}`, 'is missing');
    } else if (pattern && !patterns.get(pattern)?.test(value)) {
      throw new AnswerFault(`/headers/${name}`, `does not match ${pattern}`);
    }
  }
}

function validateErrorCode(operation: Operation, status: number, body: ErrorBody): void {
  const code = operation.errors.find((listed) => listed === body.error);
  if (code === undefined) {
    throw new AnswerFault('/body/error', `${body.error} is not listed in x-p2-errors`);
  }
  if (errorCodes[code].status !== status) {
    throw new AnswerFault(
      '/body/error',
      `${code} belongs to the status ${errorCodes[code].status}`,
    );
  }
  if (body.errcode !== status) throw new AnswerFault('/body/errcode', `is not ${status}`);
}
