import { type ErrorCode, errorCodes, type Operation } from '@p2core/types';
import {
  comparableField,
  faultsOf,
  schemaValidators,
  type Validator,
  validators,
} from '@p2core/types/validators';
import { describe } from '../check/expect.js';
import type { Answer } from '../http/answer.js';
import type { Failure } from '../run/failure.js';
import { askEverything } from './ask-everything.js';
import type { AnswerFault } from './every-answer.js';
import { everyAnswerCase } from './every-answer-case.js';

const mediaType = 'application/json';

/** Every error is JSON of the contract's schema. */
export const errorShape = everyAnswerCase(
  'any/error-shape',
  {
    title: 'sends every error as JSON, with errcode and error as its schema demands',
    basis: ['R24', 'contract'],
  },
  { newJudge: () => judgeShape, ask: askEverything, explains: isOfThatStatus },
);

/** Every error has a code that the operation lists, under the status of that code. */
export const errorCode = everyAnswerCase(
  'any/error-code',
  {
    title: 'sends with every error a code that the operation lists, and its status',
    basis: ['R24', 'contract'],
  },
  { newJudge: () => judgeCode, ask: askEverything, explains: isOfThatStatus },
);

/** No error may be stored, not even one of a framework (R24). */
export const errorsNotKept = everyAnswerCase(
  'any/errors-not-kept',
  { title: 'forbids caches to store any error', basis: ['R24'] },
  {
    newJudge: () => judgeKeeping,
    ask: askEverything,
    explains: ({ expected }) => expected.includes('no-store'),
  },
);

function judgeKeeping({ status, headers }: Answer): AnswerFault[] | undefined {
  if (status < 400) return undefined;
  const field = headers.get('Cache-Control') ?? '';
  const isKept = !/\bno-store\b/.test(comparableField('Cache-Control', field));
  return isKept
    ? [{ expected: `Cache-Control: no-store with ${status}`, actual: field || 'none' }]
    : [];
}

/** Whether the status was right, and another code or shape was expected. */
function isOfThatStatus({ expected, answer }: Failure): boolean {
  return (
    answer !== undefined &&
    (expected.startsWith(String(answer.status)) || expected.startsWith('an errcode'))
  );
}

/** An error with content and with a status of the contract, of an operation or of none. */
function isJudged({ status, octets, request }: Answer, operation?: Operation): boolean {
  const isDeclared =
    operation === undefined || (operation.responses[status]?.mediaTypes.length ?? 0) > 0;
  return request.method !== 'HEAD' && isDeclared && status >= 400 && octets.length > 0;
}

function judgeShape(answer: Answer, operation?: Operation): AnswerFault[] | undefined {
  if (!isJudged(answer, operation)) return undefined;
  if (answer.mediaType !== mediaType || answer.json === undefined) {
    return [{ expected: 'an error in JSON', actual: describe(answer) }];
  }
  const [fault] = faultsOf(schemaOf(answer, operation), answer.json);
  if (fault === undefined) return [];
  const expected = `an error that its schema allows: ${fault.path || 'it'} ${fault.message}`;
  return [{ expected, actual: describe(answer) }];
}

function schemaOf({ status }: Answer, operation?: Operation): Validator {
  const responses = operation === undefined ? {} : validators[operation.operationId].responses;
  return responses[status]?.content[mediaType]?.received ?? schemaValidators.ProtocolError;
}

function judgeCode(answer: Answer, operation?: Operation): AnswerFault[] | undefined {
  if (!isJudged(answer, operation)) return undefined;
  const { error, errcode } = (answer.json ?? {}) as { error?: unknown; errcode?: unknown };
  if (typeof error !== 'string') return undefined;
  const actual = describe(answer);
  if (operation !== undefined && !operation.errors.includes(error as ErrorCode)) {
    return [{ expected: `an error code that ${operation.operationId} lists`, actual }];
  }
  const { status } = errorCodes[error as ErrorCode] ?? {};
  if (status === undefined) return [{ expected: 'an error code of the registry', actual }];
  return [
    ...(status === answer.status
      ? []
      : [{ expected: `the status ${status} with ${error}`, actual }]),
    ...(errcode === answer.status
      ? []
      : [
          {
            expected: `an errcode that repeats the status ${answer.status}`,
            actual: JSON.stringify(errcode) ?? 'none',
          },
        ]),
  ];
}
