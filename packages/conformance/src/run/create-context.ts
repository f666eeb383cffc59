import { isIP } from 'node:net';
import type { ErrorCode, Operation, OperationId } from '@p2core/types';
import type { Case } from '../catalogue/case.js';
import { checkAnswer } from '../check/check-answer.js';
import { operationOf, solutionField } from '../contract/operation.js';
import { pathWith } from '../contract/operation-node.js';
import type { Enrolment } from '../enrolment/enrolment.js';
import type { Ledger } from '../every-answer/ledger.js';
import type { Fixture, FixtureSession } from '../fixture/fixture.js';
import { isOffered } from '../fixture/offered.js';
import type { HomeServer } from '../home-server/home-server.js';
import type { Unasked } from '../home-server/unasked.js';
import type { Answer } from '../http/answer.js';
import { buildRequest } from '../http/build-request.js';
import { exchange } from '../http/exchange.js';
import { exchangePatiently, longLimitOf } from '../http/exchange-patiently.js';
import { leave } from '../http/leave.js';
import { proxyThatAnswered } from '../http/proxy.js';
import type { RequestOptions } from '../http/request.js';
import type { Exchange } from '../report/result.js';
import type { CaseContext } from './case-context.js';
import { Failure, Skip } from './failure.js';
import type { Findings } from './findings.js';
import { isRefusal, type Presence } from './presence.js';
import { randomOf } from './random.js';

/** The Origin of a page in a browser (R21), which every request carries. */
const someOrigin = 'https://page.example';

/** The state that the cases of a run share. */
export interface RunState {
  readonly fixture: Fixture;
  readonly seed: number;
  /** How many milliseconds an answer may take. */
  readonly timeout: number;
  /** Spare sessions that no case has taken yet. */
  readonly spareSessions: FixtureSession[];
  readonly survey: Findings;
  readonly ledger: Ledger;
  readonly presence: Presence;
  readonly enrolment: Enrolment;
  readonly homeServer: HomeServer | undefined;
  readonly homeServerUnasked?: Unasked;
}

/** Makes the context of one case; it adds each exchange to `record`. */
export function createContext(
  run: RunState,
  { id, operation: subject }: Pick<Case, 'id' | 'operation'>,
  record: Exchange[],
): CaseContext {
  const { fixture, survey, ledger, presence, enrolment } = run;
  const origin = new URL(fixture.url).origin;
  const domain = fixture.domain ?? nameIn(fixture.url);
  const basePath = new URL(fixture.url).pathname.replace(/\/$/, '');

  async function sendAnything(
    method: string,
    target: string,
    options: RequestOptions = {},
  ): Promise<Answer> {
    const answer = await receive(method, target, options);
    ledger.enter(answer);
    return answer;
  }

  async function receive(method: string, target: string, options: RequestOptions): Promise<Answer> {
    const request = buildRequest(origin, method, basePath + target, options);
    try {
      const answer = await (options.isPatient === false
        ? exchange(request, AbortSignal.timeout(run.timeout))
        : exchangePatiently(request, run.timeout));
      presence.answered();
      record.push({ request, answer });
      expectNoProxy(answer);
      return answer;
    } catch (error) {
      if (error instanceof Skip) throw error;
      presence.unanswered(request, error);
      if (isRefusal(error)) {
        if (presence.last !== undefined) record.push({ request: presence.last });
        throw presence.gone(origin);
      }
      record.push({ request });
      throw new Failure('an answer', reasonOf(error, run.timeout));
    }
  }

  /** The request that `send` sends. */
  function requestFor(operation: Operation, options: RequestOptions) {
    const target = options.target ?? pathWith(operation, { fid: fid(), ...options.path });
    const token = options.token === undefined ? tokenFor(operation.roles) : options.token;
    const headers = { Origin: someOrigin, ...solutionFor(operation), ...options.headers };
    return [options.method ?? operation.method, target, { ...options, token, headers }] as const;
  }

  async function send(id: OperationId, options: RequestOptions = {}): Promise<Answer> {
    const operation = operationOf(id);
    if (survey.missing.has(id) && id !== subject) throw new Skip(`the server has no ${id}`);
    const answer = await receive(...requestFor(operation, options));
    ledger.enter(answer, operation);
    checkAnswer(operation, answer);
    expectNoUnknownSecondFactor(answer);
    if (options.isPatient !== false) expectNoLongLimit(answer);
    return answer;
  }

  async function sendAndLeave(id: OperationId, options: RequestOptions = {}): Promise<void> {
    const [method, target, rest] = requestFor(operationOf(id), options);
    const request = buildRequest(origin, method, basePath + target, rest);
    record.push({ request });
    await leave(request, run.timeout);
  }

  async function takeSpareSession(): Promise<FixtureSession> {
    for (;;) {
      const session = given(run.spareSessions.shift(), 'further spare session that is live');
      if (!isOffered('getEvents', fixture)) return session;
      const { status } = await send('getEvents', { method: 'HEAD', token: session.token });
      if (status !== 401) return session;
    }
  }

  /** A server may ask for a second factor (R41), which only the fixture can give. */
  function expectNoUnknownSecondFactor({ json }: Answer): void {
    const { error } = (json ?? {}) as { error?: ErrorCode };
    if (error !== 'P2CORE_SECOND_FACTOR_REQUIRED' || fixture.secondFactor !== undefined) return;
    throw new Skip('the server asks for a second factor, and the fixture gives no secondFactor');
  }

  /** The second factor, where the operation may ask for it (R41). */
  function solutionFor({ headerParameters }: Operation): Record<string, string> {
    const { secondFactor } = fixture;
    const isAsked = secondFactor !== undefined && headerParameters.includes(solutionField);
    return isAsked ? { [solutionField]: encodeURIComponent(secondFactor) } : {};
  }

  /** Without an actor in the fixture, an unlikely one. */
  function fid(): string {
    return fixture.actor?.fid ?? `nobody-of-the-conformance-kit@${domain ?? 'nobody.invalid'}`;
  }

  function tokenFor(roles: readonly string[] | null): string | null {
    if (roles === null) return null;
    if (roles.includes('administrator')) return fixture.administratorToken ?? null;
    return fixture.actor?.sessions[0]?.token ?? null;
  }

  const given = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Skip(`the fixture gives no ${what}`);
    return value;
  };

  return {
    ...{ fixture, survey, enrolment, homeServerUnasked: run.homeServerUnasked },
    get homeServer() {
      return given(run.homeServer, 'homeServer');
    },
    now: () => Math.floor((Date.now() + survey.ahead) / 1000),
    get domain() {
      return given(domain, "domain, and the URL's host is an address");
    },
    random: randomOf(run.seed, id),
    send,
    sendAnything,
    sendAndLeave,
    takeSpareSession,
    get actor() {
      return given(fixture.actor, 'actor');
    },
    get session() {
      return given(fixture.actor?.sessions[0], 'session of the actor');
    },
    get secondSession() {
      return given(fixture.actor?.sessions[1], 'second session of the actor');
    },
  };
}

function expectNoProxy(answer: Answer): void {
  const proxy = proxyThatAnswered(answer);
  if (proxy === undefined) return;
  const answered = `${answer.status} ${answer.mediaType || 'without content'}`;
  throw new Skip(`${proxy}, in front of the server, refused the request by itself: ${answered}`);
}

/** A rate limit is allowed (R22); an earlier run may have reached it. */
function expectNoLongLimit(answer: Answer): void {
  const seconds = longLimitOf(answer);
  if (seconds === undefined) return;
  const { method, url } = answer.request;
  const route = `${method} ${new URL(url).pathname}`;
  throw new Skip(`a rate limit on ${route} is reached, for ${minutes(seconds)}`);
}

function minutes(seconds: number): string {
  const count = Math.ceil(seconds / 60);
  return count === 1 ? 'a minute' : `${count} minutes`;
}

/** The host of a URL, unless it is an IP address, which is no domain. */
function nameIn(url: string): string | undefined {
  const { hostname } = new URL(url);
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : undefined;
}

function reasonOf(error: unknown, timeout: number): string {
  const { name, message, code } = error as Error & { code?: string };
  const isTimeout = name === 'TimeoutError' || code === 'ABORT_ERR';
  return isTimeout ? `none within ${timeout} ms` : `a broken connection (${code ?? message})`;
}
