import type { OperationId } from '@p2core/types';
import { authorize } from './access-token.js';
import { Deadline } from './deadline.js';
import { describeRequest } from './describe-request.js';
import { Failure, failureOf } from './failure.js';
import { type Operation, operationOf } from './operation.js';
import type { AccessToken, AnswerValidator, CallOptions } from './options.js';
import { readAnswer } from './read-answer.js';
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

type Given = Record<string, unknown>;

/** Calls an operation. Throws an `UnexpectedAnswerError` if it gets no answer that the contract declares. */
export async function call(
  operationId: OperationId,
  given: Given,
  options: CallOptions,
  settings: Settings,
): Promise<object> {
  const operation = operationOf(operationId);
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
        ? authorize(request, sendOnce, token, secrets)
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
  for (let attempt = 0; ; attempt++) {
    let answer: RawAnswer | undefined;
    let failure: Failure | undefined;
    try {
      answer = await send();
    } catch (error) {
      failure = failureOf(error, 'NOT_SENT');
    }
    const again = answer
      ? asksToRepeat(answer.status, operation)
      : !operation.once && failure?.code === 'CONNECTION';
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
