import { contractVersion } from '@p2core/types';
import pLimit from 'p-limit';
import type { Case } from '../catalogue/case.js';
import type { Fixture } from '../fixture/fixture.js';
import { isOffered } from '../fixture/offered.js';
import { mask, maskExchange, type Secrets, secretsOf } from '../fixture/secrets.js';
import { curlLine } from '../http/curl.js';
import type { KnownFailures } from '../known-failures/read-known-failures.js';
import type { CaseResult, Exchange, FailureReport, RunReport } from '../report/result.js';
import { createContext, type RunState } from './create-context.js';
import { Failure, Skip } from './failure.js';
import { kit } from './kit.js';
import { reach } from './reach.js';

/** How to run the cases. */
export interface RunOptions {
  fixture: Fixture;
  cases: readonly Case[];
  /** The same seed varies the requests in the same way. */
  seed: number;
  /** Milliseconds that an answer may take. */
  timeout: number;
  /** How many cases that only read run at once. */
  concurrency: number;
  /** Leave out what changes anything on the server. */
  readOnly: boolean;
  /** Failures that the tester knows of. */
  knownFailures?: KnownFailures;
  /** Is told of each result at once, as it comes. */
  onResult?: (result: CaseResult) => void;
}

/**
 * Runs the cases: those that only read beside each other, then the others one by one, what destroys at the end. No
 * secret of the fixture is in the report.
 *
 * @throws {UsageError} where the server cannot be reached
 */
export async function run(options: RunOptions): Promise<RunReport> {
  const startedAt = new Date();
  const start = performance.now();
  const { cases, seed, timeout, onResult } = options;
  /** A copy, for what is known of its stocks is known of this run. */
  const fixture = { ...options.fixture };
  await reach(fixture, timeout);
  const state: RunState = {
    fixture,
    seed,
    timeout,
    spareSessions: [...(fixture.spareSessions ?? [])],
  };
  const secrets = secretsOf(fixture);
  const results = new Map<string, CaseResult>();
  const runOne = async (one: Case) => {
    const result = excuse(await runCase(one, state, secrets, options), options.knownFailures);
    results.set(one.id, result);
    onResult?.(result);
  };
  const limit = pLimit(options.concurrency);
  await limit.map(
    cases.filter(({ effect }) => effect === 'reads'),
    runOne,
  );
  for (const effect of ['changes', 'destroys']) {
    for (const one of cases) if (one.effect === effect) await runOne(one);
  }
  return {
    kit,
    contract: contractVersion,
    url: fixture.url,
    startedAt,
    milliseconds: performance.now() - start,
    seed,
    results: cases.flatMap(({ id }) => results.get(id) ?? []),
  };
}

async function runCase(
  one: Case,
  state: RunState,
  secrets: Secrets,
  options: RunOptions,
): Promise<CaseResult> {
  const { id, operation, title, level, basis } = one;
  const start = performance.now();
  const exchanges: Exchange[] = [];
  const result = (outcome: Pick<CaseResult, 'outcome' | 'reason' | 'failure'>): CaseResult => ({
    ...{ id, operation, title, level, basis },
    milliseconds: performance.now() - start,
    exchanges: exchanges.map((exchange) => maskExchange(exchange, secrets)),
    ...outcome,
  });
  try {
    mayRun(one, options);
    await one.run(createContext(state, id, exchanges));
    return result({ outcome: 'passed' });
  } catch (error) {
    if (error instanceof Skip) return result({ outcome: 'skipped', reason: error.message });
    return result({ outcome: 'failed', failure: reportFailure(error, exchanges, secrets) });
  }
}

/** What else a case throws comes of an answer that the case could not cope with: that is a failure too. */
function reportFailure(
  error: unknown,
  exchanges: readonly Exchange[],
  secrets: Secrets,
): FailureReport {
  const { expected, actual, answer } =
    error instanceof Failure
      ? error
      : new Failure(
          'an answer that the kit can judge',
          `one at which the kit itself failed: ${error}`,
        );
  const shown = exchanges.findIndex((exchange) => exchange.answer === answer);
  const exchange = answer === undefined || shown < 0 ? exchanges.length - 1 : shown;
  const request = exchanges[exchange]?.request;
  return {
    expected: mask(expected, secrets),
    actual: mask(actual, secrets),
    ...(request && { exchange, curl: curlLine(request, secrets) }),
  };
}

function excuse(result: CaseResult, knownFailures: KnownFailures = new Map()): CaseResult {
  const reason = knownFailures.get(result.id);
  if (reason === undefined) return result;
  if (result.outcome === 'failed') return { ...result, outcome: 'knownFailure', reason };
  return result.outcome === 'passed' ? { ...result, outcome: 'fixed', reason } : result;
}

/** Throws a `Skip` that says why the case is not for this server or this run. */
function mayRun(one: Case, { fixture, readOnly }: Pick<RunOptions, 'fixture' | 'readOnly'>): void {
  const { operation, needs, effect } = one;
  if (operation !== 'any' && one.ofNotOffered !== true && !isOffered(operation, fixture)) {
    throw new Skip('the server does not offer this optional route');
  }
  if (effect !== 'reads' && readOnly) throw new Skip(`it ${effect} something, and --read-only`);
  if (effect === 'destroys' && !fixture.destructive) {
    throw new Skip('it is destructive, which the fixture does not allow');
  }
  for (const need of needs) {
    if (fixture[need] === undefined) throw new Skip(`the fixture gives no ${need}`);
  }
}
