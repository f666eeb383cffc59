import type { OperationId } from '@p2core/types';
import { Failure, failureOf } from './answer/failure.js';
import { type DeclaredAnswer, readAnswer } from './answer/read-answer.js';
import { UnexpectedAnswerError } from './answer/unexpected-answer-error.js';
import { type CalledOperation, operationOf } from './operation.js';
import type { AnswerValidator, CallOptions } from './options.js';
import { authorize } from './request/access-token.js';
import { Deadline } from './request/deadline.js';
import { asksToRepeat, pauseBefore } from './request/retry.js';
import type { RawAnswer, WireRequest } from './request/transport.js';
import type { Settings } from './settings.js';

/**
 * Calls an operation with the request that `describe` makes. Throws an `UnexpectedAnswerError` if it gets no answer that
 * the contract declares.
 */
export async function call(
  operationId: OperationId,
  describe: (operation: CalledOperation) => WireRequest,
  options: Pick<CallOptions, 'signal' | 'timeout' | 'retries'>,
  settings: Settings,
): Promise<DeclaredAnswer> {
  const operation = operationOf(operationId);
  const deadline = new Deadline(options.timeout ?? settings.timeout, options.signal);
  const secrets: string[] = [];
  let url = settings.baseUrl + operation.path;

  async function run(): Promise<DeclaredAnswer> {
    const request = describe(operation);
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
    return await new Promise<DeclaredAnswer>((resolve, reject) => {
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
  operation: CalledOperation,
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
