import { allOperations, type Operation, type OperationId } from '@p2core/types';
import type { Case } from '../catalogue/case.js';
import type { Need } from '../catalogue/need.js';
import { notThere } from '../contract/not-found.js';
import { operationOf } from '../contract/operation.js';
import type { Fixture } from '../fixture/fixture.js';
import type { Answer } from '../http/answer.js';
import type { RequestOptions } from '../http/request.js';
import { aheadOf } from './clock.js';
import type { Findings } from './findings.js';

/** Sends a request for an operation, and gives any answer; `undefined` where none comes. */
export type Ask = (operation: Operation, options: RequestOptions) => Promise<Answer | undefined>;

/**
 * Sends a request for each operation of the cases, without a token, and one with each token that they need. It asks for
 * every optional operation, because cases of other operations use those that are there.
 *
 * @param mayRotate whether to try the administrator's token: a server that ignores `Accept` would rotate its key
 */
export async function survey(
  fixture: Fixture,
  cases: readonly Case[],
  mayRotate: boolean,
  ask: Ask,
): Promise<Findings> {
  const missing = new Map<OperationId, Answer>();
  let ahead = 0;
  const asked = allOperations.filter(
    ({ operationId, optional }) =>
      optional || cases.some(({ operation }) => operation === operationId),
  );
  for (const operation of asked) {
    const answer = await look(operation, ask);
    if (answer === undefined) continue;
    ahead = aheadOf(answer);
    if (await isMissing(operation, answer, ask)) missing.set(operation.operationId, answer);
  }
  const refused = new Map<Need, Answer>();
  const isNeeded = (need: Need) =>
    cases.some(({ id, needs }) => id === 'any/fixture-tokens' || needs.includes(need));
  for (const [need, token] of tokensOf(fixture)) {
    if (refused.has(need) || !isNeeded(need)) continue;
    const answer = await refusalOf(token, missing, ask);
    if (answer !== undefined) refused.set(need, answer);
  }
  if (mayRotate && isNeeded('administratorToken')) {
    const answer = await administratorRefusal(fixture, missing, ask);
    if (answer !== undefined) refused.set('administratorToken', answer);
  }
  return { missing, refused, ahead };
}

/** A request without a token, with HEAD where GET would use something up. Only a 404 to GET has its code. */
async function look(operation: Operation, ask: Ask): Promise<Answer | undefined> {
  const isTaking = operation.method === 'GET' && operation.effect !== 'reads';
  const answer = isTaking ? await ask(operation, { method: 'HEAD', token: null }) : undefined;
  return answer === undefined || answer.status === 404 ? ask(operation, { token: null }) : answer;
}

/** Whether the operation is missing: 501, or 404 without a code of its own. On an existing path PATCH would be 405. */
async function isMissing(operation: Operation, answer: Answer, ask: Ask): Promise<boolean> {
  if (answer.status === 501) return true;
  if (answer.status !== 404) return false;
  const { error } = (answer.json ?? {}) as { error?: unknown };
  if (operation.errors.some((code) => code === error && !notThere.includes(code))) return false;
  if (notThere.some((code) => code === error)) return true;
  const patched = await ask(operation, { method: 'PATCH', token: null });
  return patched?.status !== 405;
}

function tokensOf(fixture: Fixture): (readonly [Need, string])[] {
  const { actor, otherActor, foreignSession, unreachableSession, events } = fixture;
  const sessions = [
    ...(actor?.sessions ?? []).map((session) => ['actor', session] as const),
    ...(otherActor?.sessions ?? []).map((session) => ['otherActor', session] as const),
    ['foreignSession', foreignSession] as const,
    ['unreachableSession', unreachableSession] as const,
    ['events', events?.session] as const,
  ];
  return sessions.flatMap(([need, session]) =>
    session === undefined ? [] : [[need, session.token] as const],
  );
}

/** The 401 to a token that two operations refuse. The requests use up and end nothing. */
async function refusalOf(
  token: string,
  missing: Findings['missing'],
  ask: Ask,
): Promise<Answer | undefined> {
  const tries: readonly (readonly [OperationId, RequestOptions])[] = [
    ['deleteSession', { token, json: { session_id: 'nobody-of-the-conformance-kit' } }],
    ['getEvents', { token, method: 'HEAD' }],
  ];
  let refusal: Answer | undefined;
  for (const [id, options] of tries) {
    if (missing.has(id)) continue;
    const answer = await ask(operationOf(id), options);
    if (answer?.status !== 401) return undefined;
    refusal ??= answer;
  }
  return refusal;
}

/** The 401 or 403 to the administrator's token. The request accepts no media type, so it changes nothing (R5, R24). */
async function administratorRefusal(
  { administratorToken: token }: Fixture,
  missing: Findings['missing'],
  ask: Ask,
): Promise<Answer | undefined> {
  if (token === undefined || missing.has('rotateServerIdentityKey')) return undefined;
  const operation = operationOf('rotateServerIdentityKey');
  const answer = await ask(operation, { token, headers: { Accept: 'image/png' } });
  return answer?.status === 401 || answer?.status === 403 ? answer : undefined;
}
