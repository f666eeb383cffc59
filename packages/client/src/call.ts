import type { OperationId } from '@p2core/types';
import { authorize } from './access-token.js';
import { Deadline } from './deadline.js';
import { type DeclaredRequest, describeRequest } from './describe-request.js';
import { Failure, failureOf } from './failure.js';
import { calls } from './generated/client-methods.js';
import type { AccessToken, AnswerValidator, CallOptions } from './options.js';
import { type DeclaredAnswers, readAnswer } from './read-answer.js';
import { asksToRepeat, pauseBefore } from './retry.js';
import type { RawAnswer, Send } from './transport.js';
import { UnexpectedAnswerError } from './unexpected-answer-error.js';

/** A client's options, each with its default filled in. */
export interface Settings {
  baseUrl: string;
  token: AccessToken | undefined;
  filters: 'query' | 'body';
  timeout: number;
  retries: number;
  maxContentLength: number;
  validate: AnswerValidator | undefined;
  send: Send;
}

type Operation = DeclaredRequest &
  DeclaredAnswers & {
    token: boolean;
    /** Each call takes something away, so the client does not repeat one that the server may have acted on. */
    destroys: boolean;
    retryAfter: readonly number[];
  };

type Given = Record<string, unknown>;

/** Calls an operation. Throws an `UnexpectedAnswerError` if it gets no answer that the contract declares. */
export async function call(
  operationId: OperationId,
  given: Given,
  options: CallOptions,
  settings: Settings,
): Promise<object> {
  const operation: Operation = calls[operationId];
  const deadline = new Deadline(options.timeout ?? settings.timeout, options.signal);
  const secrets: string[] = [];
  let url = settings.baseUrl + operation.path;

  async function run(): Promise<object> {
    const request = describeRequest(operation, given, options, settings);
    url = request.url;
    const sendOnce = () => settings.send(request, deadline, settings.maxContentLength);
    const { token } = settings;
    const send =
      operation.token && token !== undefined
        ? authorize(request, sendOnce, token, operation.errors.P2CORE_UNAUTHORIZED, secrets)
        : sendOnce;
    const retries = options.retries ?? settings.retries;
    const answer = await sendRepeatedly(operation, send, retries, deadline);
    validate(operationId, answer, settings.validate);
    return readAnswer(operation, answer);
  }

  try {
    return await new Promise<object>((resolve, reject) => {
      deadline.onPassed(reject);
      run().then(resolve, reject);
    });
  } catch (error) {
    throw new UnexpectedAnswerError(
      { method: operation.method, url, secrets },
      failureOf(error, 'NOT_SENT'),
    );
  } finally {
    deadline.stop();
  }
}

async function sendRepeatedly(
  operation: Operation,
  send: () => Promise<RawAnswer>,
  retries: number,
  deadline: Deadline,
): Promise<RawAnswer> {
  const repeatable = !operation.destroys;
  for (let attempt = 0; ; attempt++) {
    let answer: RawAnswer | undefined;
    let failure: Failure | undefined;
    deadline.check();
    try {
      answer = await send();
    } catch (error) {
      failure = failureOf(error, 'NOT_SENT');
    }
    const again = answer
      ? asksToRepeat(answer.status, operation, repeatable)
      : repeatable && failure?.code === 'CONNECTION';
    const pause = again && attempt < retries ? pauseBefore(attempt, answer?.headers) : undefined;
    if (pause === undefined || pause >= deadline.left()) {
      if (answer) return answer;
      throw failure;
    }
    await deadline.wait(pause);
  }
}

function validate(operationId: OperationId, answer: RawAnswer, by?: AnswerValidator): void {
  try {
    const faults = by?.(operationId, answer) ?? [];
    if (faults.length > 0) throw new Failure('INVALID', faults.join('; '));
  } catch (error) {
    throw failureOf(error, 'INVALID', answer.status);
  }
}
