import type { Operation } from '@p2core/types';
import { listOf } from '../check/expect.js';
import type { Answer } from '../http/answer.js';
import type { Failure } from '../run/failure.js';
import { askEverything } from './ask-everything.js';
import type { AnswerFault } from './every-answer.js';
import { everyAnswerCase } from './every-answer-case.js';

const explains = ({ expected }: Failure) => /Access-Control-/i.test(expected);

/** A page of any origin may read every answer (R21). */
export const cors = everyAnswerCase(
  'any/cors',
  { title: 'allows pages of any origin to read every answer, without credentials', basis: ['R21'] },
  { newJudge: () => judgeOrigin, ask: askEverything, explains },
);

/** … and every header field in it that the operation declares. */
export const exposedHeaders = everyAnswerCase(
  'any/exposed-headers',
  { title: 'exposes every header field that the contract declares', basis: ['R21'] },
  { newJudge: () => judgeExposed, ask: askEverything, explains },
);

function originOf({ request }: Answer): string | undefined {
  return request.headers.find(([name]) => name === 'Origin')?.[1];
}

function judgeOrigin(answer: Answer): AnswerFault[] | undefined {
  const origin = originOf(answer);
  if (origin === undefined) return undefined;
  const allowed = answer.headers.get('Access-Control-Allow-Origin');
  const credentials = answer.headers.get('Access-Control-Allow-Credentials');
  return [
    ...(allowed === '*' || allowed === origin
      ? []
      : [{ expected: `Access-Control-Allow-Origin: * or ${origin}`, actual: allowed ?? 'none' }]),
    ...(credentials === null
      ? []
      : [{ expected: 'no Access-Control-Allow-Credentials', actual: credentials }]),
  ];
}

/** Any page may read these without exposure (Fetch standard, CORS-safelisted response-header names). */
const safelisted = ['Cache-Control', 'Content-Type'];

function judgeExposed(answer: Answer, operation?: Operation): AnswerFault[] | undefined {
  if (originOf(answer) === undefined || operation === undefined) return undefined;
  if (answer.request.method === 'OPTIONS') return undefined;
  return hiddenFields(answer, operation);
}

/** The declared header fields of an answer that a page may not read. */
export function hiddenFields(answer: Answer, operation: Operation): AnswerFault[] {
  const exposed = listOf(answer.headers.get('Access-Control-Expose-Headers'));
  const declared = Object.values(operation.responses).flatMap(({ headers }) =>
    Object.keys(headers),
  );
  const hidden = [...new Set(declared)].filter(
    (name) =>
      answer.headers.has(name) &&
      ![...safelisted.map((one) => one.toLowerCase()), ...exposed].includes(name.toLowerCase()) &&
      !exposed.includes('*'),
  );
  return hidden.map((name) => ({
    expected: `Access-Control-Expose-Headers that names ${name}`,
    actual: exposed.join(', ') || 'none',
  }));
}
