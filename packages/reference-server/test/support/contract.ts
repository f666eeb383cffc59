import {
  type ErrorCode,
  errorCodes,
  findOperation,
  type Operation,
  type OperationResponse,
  operationsAt,
} from '@p2core/types';
import { faultsOf, schemaValidators, type Validator, validators } from '@p2core/types/validators';
import type { WireAnswer } from './exchange.js';

/** Throws where the contract does not allow this answer to a request under the prefix. */
export function checkAnswer(method: string, target: string, answer: WireAnswer): void {
  checkCors(answer);
  const operation = operationOf(method, target);
  const isPreflight = answer.status === 204;
  if (method === 'OPTIONS' && operation && (operation.method !== method || isPreflight)) {
    expect(answer.status === 204 && answer.octets.length === 0, 'OPTIONS is 204 without content');
    return;
  }
  const code = answer.status >= 400 && method !== 'HEAD' ? checkError(answer) : undefined;
  if (code !== undefined && errorCodes[code].scope === 'any') return;
  if (operation === undefined) {
    expect(
      code === 'P2CORE_BAD_REQUEST' || method === 'HEAD',
      `${answer.status} without an operation`,
    );
    return;
  }
  const response = operation.responses[answer.status];
  expect(response, `${operation.operationId} does not declare ${answer.status}`);
  expect(
    !code || operation.errors.includes(code),
    `${operation.operationId} does not list ${code}`,
  );
  checkHeaders(operation, response, answer);
  checkContent(operation, response, method, answer);
}

/** The operation that a request is for; of a method that its path does not know, the first of that path. */
function operationOf(method: string, target: string): Operation | undefined {
  const path = target.replace(/\?.*$/s, '');
  return findOperation(method, path) ?? operationsAt(path)[0];
}

function checkCors({ headers }: WireAnswer): void {
  expect(headers['access-control-allow-origin'] === '*', 'every origin may read it (R21)');
  expect(!headers['access-control-allow-credentials'], 'no credentials (R21)');
}

function checkError(answer: WireAnswer): ErrorCode | undefined {
  if (answer.octets.length === 0) return undefined;
  const { errcode, error } = answer.json as { errcode: number; error: ErrorCode };
  checkSchema(schemaValidators.ProtocolError, answer.json);
  expect(errcode === answer.status, `errcode ${errcode} repeats the status ${answer.status}`);
  expect(errorCodes[error]?.status === answer.status, `${error} is of another status`);
  expect(answer.headers['content-type'] === 'application/json', 'an error is JSON');
  return error;
}

function checkHeaders(
  operation: Operation,
  { headers }: OperationResponse,
  answer: WireAnswer,
): void {
  const compiled = validators[operation.operationId].responses[answer.status]?.headers ?? {};
  const exposed = String(answer.headers['access-control-expose-headers']).split(',');
  for (const [name, { required }] of Object.entries(headers)) {
    const value = answer.headers[name.toLowerCase()];
    expect(value !== undefined || !required, `${name} is missing`);
    if (value === undefined) continue;
    checkSchema(compiled[name], value, name);
    expect(exposed.includes(name), `${name} may be read by a script (R21)`);
  }
}

function checkContent(
  operation: Operation,
  { mediaTypes }: OperationResponse,
  method: string,
  answer: WireAnswer,
): void {
  const mediaType = answer.headers['content-type'];
  if (mediaTypes.length === 0) {
    expect(answer.octets.length === 0 && mediaType === undefined, 'there is no content');
    return;
  }
  expect(mediaType && mediaTypes.includes(mediaType), `${mediaType} is not declared`);
  if (method === 'HEAD') {
    expect(answer.octets.length === 0, 'HEAD has no content');
    return;
  }
  const value = mediaType === 'application/json' ? answer.json : answer.text;
  const { content } = validators[operation.operationId].responses[answer.status] ?? {};
  checkSchema(content?.[mediaType]?.sent, value);
}

function checkSchema(validator: Validator | undefined, value: unknown, what = 'content'): void {
  expect(validator, `no schema for ${what}`);
  const [fault] = faultsOf(validator, value);
  expect(!fault, `${what}${fault?.path} ${fault?.message}: ${JSON.stringify(value)}`);
}

function expect(holds: unknown, rule: string): asserts holds {
  if (!holds) throw new Error(`The answer breaks the contract: ${rule}`);
}
