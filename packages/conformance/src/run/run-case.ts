import type { Case } from '../catalogue/case.js';
import { isOffered } from '../fixture/offered.js';
import { mask, maskExchange, type Secrets } from '../fixture/secrets.js';
import { curlLine } from '../http/curl.js';
import type { CaseResult, Exchange, FailureReport } from '../report/result.js';
import { causeOf } from './cause.js';
import { createContext, type RunState } from './create-context.js';
import { Failure, Skip } from './failure.js';
import { whyNotOffered } from './why-not-offered.js';

/** Runs one case, and makes a result of anything that it throws. The result has no secrets. */
export async function runCase(
  one: Case,
  state: RunState,
  secrets: Secrets,
  { readOnly }: { readOnly: boolean },
): Promise<CaseResult> {
  const { id, operation, title, level, basis } = one;
  const start = performance.now();
  const exchanges: Exchange[] = [];
  const result = (
    outcome: Pick<CaseResult, 'outcome' | 'reason' | 'applies' | 'failure'>,
  ): CaseResult => ({
    ...{ id, operation, title, level, basis },
    milliseconds: performance.now() - start,
    exchanges: exchanges.map((exchange) => maskExchange(exchange, secrets)),
    ...outcome,
  });
  try {
    mayRun(one, state, readOnly);
    await carryOut(one, state, exchanges);
    return result({ outcome: 'passed' });
  } catch (error) {
    if (error instanceof Skip) {
      const { message: reason, applies } = error;
      return result({ outcome: 'skipped', reason, ...(!applies && { applies }) });
    }
    const failure = reportFailure(one, asFailure(error), state, exchanges, secrets);
    return result({ outcome: 'failed', failure });
  }
}

/** A case that judges every answer sends its own requests where no other case got an answer of its kind. */
async function carryOut(one: Case, state: RunState, exchanges: Exchange[]): Promise<void> {
  const { id, everyAnswer } = one;
  if (everyAnswer === undefined) return one.run(createContext(state, one, exchanges));
  if (state.ledger.isEmpty(id)) await one.run(createContext(state, one, exchanges));
  state.ledger.close(id);
}

/** Any other error comes from an answer that the case could not handle, which is a failure too. */
function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const actual = `one at which the kit itself failed: ${error}`;
  return new Failure('an answer that the kit can judge', actual);
}

function reportFailure(
  one: Case,
  failure: Failure,
  state: RunState,
  exchanges: Exchange[],
  secrets: Secrets,
): FailureReport {
  const { expected, actual, answer } = failure;
  if (answer !== undefined && !exchanges.some((exchange) => exchange.answer === answer)) {
    exchanges.push({ request: answer.request, answer });
  }
  const shown = exchanges.findIndex((exchange) => exchange.answer === answer);
  const exchange = answer === undefined || shown < 0 ? exchanges.length - 1 : shown;
  const request = exchanges[exchange]?.request;
  return {
    expected: mask(expected, secrets),
    actual: mask(actual, secrets),
    cause: mask(causeOf(one, failure, request, state), secrets),
    ...(request && { exchange, curl: curlLine(request, secrets) }),
  };
}

/** Throws a `Skip` where the case does not apply to this server or this run. It sends no request. */
function mayRun(one: Case, state: RunState, readOnly: boolean): void {
  const { fixture, survey, ledger, homeServerUnasked } = state;
  const { id, operation, needs, effect, everyAnswer } = one;
  if (everyAnswer !== undefined && !ledger.isEmpty(id)) return;
  if (operation !== 'any' && one.ofNotOffered !== true) {
    if (!isOffered(operation, fixture)) {
      throw new Skip(whyNotOffered(operation, fixture, survey), false);
    }
    if (survey.missing.has(operation) && id !== `${operation}/is-there`) {
      throw new Skip(`the server has no ${operation}`);
    }
  }
  if (effect !== 'reads' && readOnly) throw new Skip(`--read-only: it ${effect} something`);
  if (effect === 'destroys' && !fixture.destructive) {
    throw new Skip('the fixture does not allow what is destructive');
  }
  for (const need of needs) {
    if (fixture[need] === undefined) throw new Skip(`the fixture gives no ${need}`);
    if (need === 'homeServer' && homeServerUnasked && !one.ofUnaskedHomeServer) {
      throw new Skip(homeServerUnasked.reason);
    }
    if (survey.refused.has(need)) throw new Skip(`the server does not accept the token of ${need}`);
  }
}
