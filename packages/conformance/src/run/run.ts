import { allOperations, contractVersion, type Page, pages } from '@p2core/types';
import pLimit from 'p-limit';
import type { Case } from '../catalogue/case.js';
import type { Need } from '../catalogue/need.js';
import { pathWith } from '../contract/operation-node.js';
import { enrolFixture } from '../enrolment/enrol-fixture.js';
import { Enrolment } from '../enrolment/enrolment.js';
import { Ledger } from '../every-answer/ledger.js';
import type { Fixture } from '../fixture/fixture.js';
import { addSecrets, type Secrets, secretsOf } from '../fixture/secrets.js';
import { HomeServer } from '../home-server/home-server.js';
import { whyUnasked } from '../home-server/why-unasked.js';
import { buildRequest } from '../http/build-request.js';
import { exchangePatiently } from '../http/exchange-patiently.js';
import type { KnownFailures } from '../known-failures/read-known-failures.js';
import type { CaseResult, RunReport } from '../report/result.js';
import type { RunState } from './create-context.js';
import type { Findings } from './findings.js';
import { kit } from './kit.js';
import { Presence } from './presence.js';
import { reach } from './reach.js';
import { runCase } from './run-case.js';
import { someFid } from './some-fid.js';
import { type Ask, survey } from './survey.js';

/** The options of a run. */
export interface RunOptions {
  fixture: Fixture;
  cases: readonly Case[];
  /** The same seed varies the requests in the same way. */
  seed: number;
  /** How many milliseconds an answer may take. */
  timeout: number;
  /** How many reading cases run at once. */
  concurrency: number;
  /** Leaves out cases that change anything on the server. */
  readOnly: boolean;
  /** Whether the cases are a selection, which gives no verdict on the whole contract. */
  selection?: boolean;
  /** The tester's known failures. */
  knownFailures?: KnownFailures;
  /** Called when a case begins. */
  onStart?: (id: string) => void;
  /** Called with each result as it comes. */
  onResult?: (result: CaseResult) => void;
}

/**
 * Runs the cases: first those that only read, several at once; then the others one by one, destroying ones later; at
 * the end those that judge every answer. The report has no secrets of the fixture.
 *
 * @throws {UsageError} where the server cannot be reached
 */
export async function run(options: RunOptions): Promise<RunReport> {
  await reach(options.fixture, options.timeout);
  const homeServer = await startHomeServer(options);
  try {
    return await runBeside(homeServer, options);
  } finally {
    await homeServer?.stop();
  }
}

/** Starts the kit's home server where the fixture has an address for it and a case or the kit itself needs it. */
async function startHomeServer({ fixture, cases }: RunOptions): Promise<HomeServer | undefined> {
  const needs = needsOf(fixture, cases);
  const lacksForeign = fixture.foreignSession === undefined && needs.has('foreignSession');
  if (fixture.homeServer === undefined || !(needs.has('homeServer') || lacksForeign))
    return undefined;
  return HomeServer.start(fixture.homeServer);
}

/** What the cases need that may run with the fixture. */
function needsOf(fixture: Fixture, cases: readonly Case[]): Set<Need> {
  const mayRun = cases.filter(({ effect }) => effect !== 'destroys' || fixture.destructive);
  return new Set(mayRun.flatMap(({ needs }) => needs));
}

async function runBeside(
  homeServer: HomeServer | undefined,
  options: RunOptions,
): Promise<RunReport> {
  const startedAt = new Date();
  const start = performance.now();
  const { cases, seed, onStart, onResult, selection = false } = options;
  const secrets = secretsOf(options.fixture);
  const state = await prepare(options, secrets, homeServer);
  const results = new Map<string, CaseResult>();
  const runOne = async (one: Case) => {
    onStart?.(one.id);
    const result = excuse(await runCase(one, state, secrets, options), options.knownFailures);
    results.set(one.id, result);
    onResult?.(result);
  };
  const own = cases.filter(({ everyAnswer }) => everyAnswer === undefined);
  const limit = pLimit(options.concurrency);
  await limit.map(
    own.filter(({ effect }) => effect === 'reads'),
    runOne,
  );
  for (const effect of ['changes', 'destroys']) {
    for (const one of own.filter((other) => other.effect === effect)) {
      state.enrolment.betweenCases();
      await runOne(one);
    }
  }
  for (const one of cases) if (one.everyAnswer !== undefined) await runOne(one);
  return {
    kit,
    contract: contractVersion,
    url: state.fixture.url,
    startedAt,
    milliseconds: performance.now() - start,
    seed,
    ...secondsAhead(state.survey),
    selection,
    results: cases.flatMap(({ id }) => results.get(id) ?? []),
  };
}

function secondsAhead({ ahead }: Findings): Pick<RunReport, 'secondsAhead'> {
  // Date has no milliseconds, which is half a second on average.
  const secondsAhead = ahead === 0 ? 0 : Math.round((ahead + 500) / 1000);
  return secondsAhead === 0 ? {} : { secondsAhead };
}

/** Sends a request without judging the answer. */
function askerOf({ url, actor }: Fixture, timeout: number, presence: Presence): Ask {
  const { origin, pathname } = new URL(url);
  return async (operation, options) => {
    const target =
      pathname.replace(/\/$/, '') + pathWith(operation, { fid: actor?.fid ?? someFid });
    const request = buildRequest(origin, options.method ?? operation.method, target, options);
    try {
      const answer = await exchangePatiently(request, timeout);
      presence.answered();
      return answer;
    } catch (error) {
      presence.unanswered(request, error);
      return undefined; // the cases judge it
    }
  };
}

/** Surveys the server before the first case, and makes what the fixture lacks where the kit may register actors. */
async function prepare(
  { fixture, cases, seed, timeout, readOnly }: RunOptions,
  secrets: Secrets,
  homeServer: HomeServer | undefined,
): Promise<RunState> {
  const presence = new Presence();
  const found = await survey(
    fixture,
    cases,
    !readOnly && fixture.destructive === true,
    askerOf(fixture, timeout, presence),
  );
  const offered = allOperations.filter(
    ({ optional, operationId }) => optional && !found.missing.has(operationId),
  );
  const optionalRoutes = fixture.optionalRoutes ?? offered.map(({ operationId }) => operationId);
  const state: RunState = {
    /** A copy, for the state of the stocks is valid for this run only. */
    fixture: { ...fixture, optionalRoutes, ...pagesOf(fixture, found) },
    ...{ seed, timeout, survey: found, ledger: new Ledger(cases), presence },
    enrolment: new Enrolment(fixture.registration, secrets, readOnly),
    homeServer,
    spareSessions: [],
  };
  if (readOnly) return withStocks(state, state.fixture, secrets);
  const reached = await withoutUnaskedHomeServer(state);
  return withStocks(reached, await enrolFixture(reached, needsOf(fixture, cases)), secrets);
}

function withStocks(state: RunState, fixture: Fixture, secrets: Secrets): RunState {
  addSecrets(secrets, fixture);
  return { ...state, fixture, spareSessions: [...(fixture.spareSessions ?? [])] };
}

/** Does without the kit's home server where the server under test does not find it. */
async function withoutUnaskedHomeServer(state: RunState): Promise<RunState> {
  const homeServerUnasked = await whyUnasked(state);
  if (homeServerUnasked === undefined) return state;
  return { ...state, homeServer: undefined, homeServerUnasked };
}

/** Where the kit may register actors and the fixture does not name the pages, the answers decide. */
function pagesOf(
  { pages: given, registration }: Fixture,
  { missing }: Findings,
): Pick<Fixture, 'pages'> {
  if (given !== undefined || registration === undefined) return given ? { pages: given } : {};
  const names = Object.keys(pages) as Page[];
  const isThere = (name: Page) =>
    allOperations.every(({ page, operationId }) => page !== name || !missing.has(operationId));
  return { pages: names.filter(isThere) };
}

function excuse(result: CaseResult, knownFailures: KnownFailures = new Map()): CaseResult {
  const reason = knownFailures.get(result.id);
  if (reason === undefined) return result;
  if (result.outcome === 'failed') return { ...result, outcome: 'knownFailure', reason };
  return result.outcome === 'passed' ? { ...result, outcome: 'fixed', reason } : result;
}
