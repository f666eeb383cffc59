import { type ErrorCode, errorCodes } from '@p2core/types';
import { faultsOf, type ResponseValidators, validators } from '@p2core/types/validators';
import type { DeclaredResponse, Operation } from '../contract/operation.js';
import type { Answer } from '../http/answer.js';
import { describe, expectThat, listOf } from './expect.js';

/** Throws a `Failure` where an answer is not one that the contract declares for the operation. */
export function checkAnswer(operation: Operation, answer: Answer): void {
  checkCors(operation, answer);
  if (answer.request.method === 'OPTIONS') return;
  const declared = operation.responses[answer.status];
  const compiled = validators[operation.operationId].responses[answer.status];
  const statuses = Object.keys(operation.responses).join(', ');
  expectThat(
    declared !== undefined && compiled !== undefined,
    `a status that ${operation.operationId} declares (${statuses})`,
    describe(answer),
    answer,
  );
  checkHeaders(declared, compiled, answer);
  checkContent(declared, compiled, answer);
  if (answer.status >= 400 && answer.octets.length > 0) checkError(operation, answer);
}

/** A browser lets any page read these (Fetch standard, CORS-safelisted response-header names). */
const safelisted = ['Cache-Control', 'Content-Type'];

/** The page of any origin may read the answer and every header field in it that the operation declares (R21). */
function checkCors({ responses }: Operation, answer: Answer): void {
  const [, origin] = answer.request.headers.find(([name]) => name === 'Origin') ?? [];
  if (origin === undefined) return;
  const allowed = answer.headers.get('Access-Control-Allow-Origin');
  expectThat(
    allowed === '*' || allowed === origin,
    `Access-Control-Allow-Origin: * or ${origin} (R21)`,
    allowed === null ? 'none' : `Access-Control-Allow-Origin: ${allowed}`,
    answer,
  );
  const credentials = answer.headers.get('Access-Control-Allow-Credentials');
  const none = 'no Access-Control-Allow-Credentials (R21)';
  expectThat(credentials === null, none, `${credentials}`, answer);
  if (answer.request.method === 'OPTIONS') return;
  const exposed = listOf(answer.headers.get('Access-Control-Expose-Headers'));
  const declared = Object.values(responses).flatMap(({ headers }) => Object.keys(headers));
  for (const name of new Set(declared)) {
    if (safelisted.includes(name) || !answer.headers.has(name)) continue;
    const isExposed = exposed.includes('*') || exposed.includes(name.toLowerCase());
    const expected = `Access-Control-Expose-Headers that names ${name} (R21)`;
    expectThat(isExposed, expected, exposed.join(', ') || 'none', answer);
  }
}

function checkHeaders(
  { headers }: DeclaredResponse,
  compiled: ResponseValidators,
  answer: Answer,
): void {
  for (const [name, validator] of Object.entries(compiled.headers)) {
    const value = answer.headers.get(name);
    if (value === null) {
      expectThat(!headers[name]?.required, `the header field ${name}`, 'none', answer);
      continue;
    }
    const [fault] = faultsOf(validator, canonical(name, value));
    const expected = `${name} that its schema allows: it ${fault?.message}`;
    expectThat(fault === undefined, expected, `${name}: ${value}`, answer);
  }
}

/** As the contract's patterns are written: what else a list may look like means the same (RFC 9110 section 5.6.1). */
function canonical(name: string, value: string): string {
  if (name !== 'Allow' && name !== 'Cache-Control') return value;
  const list = value.split(/\s*,\s*/);
  return (name === 'Allow' ? list : list.sort().reverse()).join(', ');
}

function checkContent(
  { mediaTypes }: DeclaredResponse,
  compiled: ResponseValidators,
  answer: Answer,
): void {
  if (mediaTypes.length === 0 || answer.request.method === 'HEAD') {
    expectThat(answer.octets.length === 0, 'no content', describe(answer), answer);
    return;
  }
  const { mediaType } = answer;
  const expected = `a media type of ${mediaTypes.join(', ')}`;
  const content = compiled.content[mediaType];
  expectThat(content !== undefined, expected, mediaType || 'none', answer);
  const isJson = mediaType === 'application/json';
  expectThat(!isJson || answer.json !== undefined, 'JSON', describe(answer), answer);
  const [fault] = faultsOf(content.received, isJson ? answer.json : answer.text);
  if (fault === undefined) return;
  expectThat(
    false,
    `content that its schema allows: ${fault.path || 'it'} ${fault.message}`,
    describe(answer),
    answer,
  );
}

function checkError(operation: Operation, answer: Answer): void {
  const { error, errcode } = answer.json as { error: ErrorCode; errcode: number };
  expectThat(
    operation.errors.includes(error),
    `an error code that ${operation.operationId} lists`,
    describe(answer),
    answer,
  );
  expectThat(
    errorCodes[error].status === answer.status,
    `the status ${errorCodes[error].status} with ${error} (R24)`,
    describe(answer),
    answer,
  );
  expectThat(
    errcode === answer.status,
    `an errcode that repeats the status ${answer.status} (R24)`,
    `errcode ${errcode}`,
    answer,
  );
}
