import { defineCase } from '../../catalogue/case.js';
import { expectError, expectHeader } from '../../check/expect.js';
import { operationOf } from '../../contract/operation.js';
import { hiddenFields } from '../../every-answer/cors.js';
import type { Answer } from '../../http/answer.js';
import { Failure, Skip } from '../../run/failure.js';

/** A limit of more requests is not tried: that would be a load test. */
const mostRequests = 300;

export default defineCase({
  title: 'answers 429 with Retry-After and the state of the limit when a limit is reached',
  level: 'MUST',
  basis: ['R22'],
  effect: 'changes',
  async run({ send }) {
    let last: Answer | undefined;
    for (let count = 0; count <= mostRequests; count++) {
      const answer = await send('getChallenge', { isPatient: false });
      if (answer.status === 429) return judge(answer);
      const left = requestsLeft(answer);
      if (left > mostRequests) throw new Skip(`the limit is ${left} requests away, too far to try`);
      if (last && requestsLeft(last) === 0 && left === 0) {
        throw new Failure('429 where no request is left', String(answer.status), answer);
      }
      last = answer;
    }
    throw new Skip(`${mostRequests} requests did not reach the limit`);
  },
});

function judge(answer: Answer): void {
  expectError(answer, 'P2CORE_RATE_LIMITED');
  expectHeader(answer, 'Retry-After', /^[0-9]+$/);
  expectHeader(answer, 'RateLimit', /^".+";.*r=[0-9]+/);
  expectHeader(answer, 'RateLimit-Policy', /^".+";.*q=[0-9]+/);
  const [hidden] = hiddenFields(answer, operationOf('getChallenge'));
  if (hidden !== undefined) throw new Failure(hidden.expected, hidden.actual, answer);
}

/** The state of the nearest limit, from `RateLimit`. */
function requestsLeft({ headers }: Answer): number {
  const field = headers.get('RateLimit');
  if (field === null) throw new Skip('the server shows no RateLimit');
  return Math.min(...[...field.matchAll(/\br=(\d+)/g)].map(([, left]) => Number(left)));
}
