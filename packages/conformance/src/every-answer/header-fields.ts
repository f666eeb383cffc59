import { allOperations, type Operation } from '@p2core/types';
import { comparableField, faultsOf, validators } from '@p2core/types/validators';
import { slug } from '../derived/derive-case.js';
import type { Answer } from '../http/answer.js';
import { askEverything } from './ask-everything.js';
import type { AnswerFault } from './every-answer.js';
import { everyAnswerCase } from './every-answer-case.js';

const names = new Set(
  allOperations.flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ headers }) => Object.keys(headers)),
  ),
);

/** Each header field of the contract is in every answer that must have it, with a valid value. */
export const headerFields = [...names].map((name) =>
  everyAnswerCase(
    `any/header-${slug(name)}`,
    { title: `sends ${name} as the contract declares it`, basis: ['contract', ...ruling(name)] },
    {
      newJudge: () => (answer, operation) => judge(name, answer, operation),
      ask: askEverything,
      explains: ({ expected }) => expected.includes(name),
    },
  ),
);

function ruling(name: string): string[] {
  const rulings: Record<string, string> = {
    Allow: 'R21',
    'Cache-Control': 'R23',
    ETag: 'R23',
    'Retry-After': 'R22',
    RateLimit: 'R22',
    'RateLimit-Policy': 'R22',
    Vary: 'R5',
    'WWW-Authenticate': 'R24',
  };
  return rulings[name] === undefined ? [] : [rulings[name]];
}

function judge(name: string, answer: Answer, operation?: Operation): AnswerFault[] | undefined {
  if (operation === undefined || answer.request.method === 'OPTIONS') return undefined;
  const declared = operation.responses[answer.status]?.headers[name];
  const validator = validators[operation.operationId].responses[answer.status]?.headers[name];
  if (declared === undefined || validator === undefined) return undefined;
  const value = answer.headers.get(name);
  if (value === null) {
    return declared.required
      ? [{ expected: `the header field ${name} with ${answer.status}`, actual: 'none' }]
      : undefined;
  }
  return faultsOf(validator, comparableField(name, value)).map(({ message }) => ({
    expected: `${name} that its schema allows: it ${message}`,
    actual: `${name}: ${value}`,
  }));
}
