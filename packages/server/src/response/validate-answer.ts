import { errorCodes, type Operation, type ProtocolError } from '@p2core/types';
import { comparableField, faultsOf } from '@p2core/types/validators';
import type { Answer } from './answer.js';
import { AnswerFault } from './answer-fault.js';
import { type DeclaredResponse, declaredResponse } from './declared.js';
import { plainValue, pointerTo } from './plain-value.js';

/**
 * Validates the status, header fields, content and error code of an answer, and throws the first `AnswerFault`. Returns
 * the answer with the validated copy of its value.
 */
export function validateAnswer(operation: Operation, answer: Answer): Answer {
  const { status, headers, content } = answer;
  const declared = declaredResponse(operation, status);
  if (declared === undefined) throw new AnswerFault('/status', `${status} is not declared`);
  validateHeaders(declared, headers);
  if (content === undefined) {
    if (hasMembers(declared.content)) throw new AnswerFault('/body', 'is missing');
    return answer;
  }
  const value = validContent(declared, content);
  if (status >= 400) validateErrorCode(operation, status, value as ProtocolError);
  return { status, headers, content: { mediaType: content.mediaType, value } };
}

/** Errors must not be stored (R24). The contract declares that once for all errors. */
const alwaysAllowed = ['Cache-Control'];

function validateHeaders(declared: DeclaredResponse, headers: Answer['headers']): void {
  for (const name in headers) {
    const validator = Object.hasOwn(declared.headers, name) ? declared.headers[name] : undefined;
    if (validator === undefined) {
      if (alwaysAllowed.includes(name)) continue;
      throw new AnswerFault(`/headers/${name}`, 'is not declared');
    }
    const value = headers[name];
    if (value === declared.defaults[name]) continue;
    const [fault] = faultsOf(validator, comparableField(name, value ?? ''));
    if (fault !== undefined) throw new AnswerFault(`/headers/${name}`, fault.message);
  }
  for (const name of declared.required) {
    const isMade = name === 'ETag' && declared.isTagged;
    if (headers[name] === undefined && !isMade) {
      throw new AnswerFault(`/headers/${name}`, 'is missing');
    }
  }
}

function validContent(
  declared: DeclaredResponse,
  { mediaType, value }: NonNullable<Answer['content']>,
): unknown {
  if (!hasMembers(declared.content)) throw new AnswerFault('/body', 'must be empty');
  const validators = declared.content[mediaType];
  if (validators === undefined) {
    throw new AnswerFault('/headers/Content-Type', `${mediaType} is not declared`);
  }
  const plain = plainValue(value);
  const [fault] = faultsOf(validators.sent, plain);
  if (fault === undefined) return plain;
  const at = `/body${fault.path}`;
  if (fault.undeclared === undefined) throw new AnswerFault(at, fault.message);
  throw new AnswerFault(pointerTo(at, fault.undeclared), 'is not declared');
}

function hasMembers(object: object): boolean {
  for (const _name in object) return true;
  return false;
}

function validateErrorCode(operation: Operation, status: number, body: ProtocolError): void {
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
