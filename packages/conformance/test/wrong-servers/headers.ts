import { createHash, randomUUID } from 'node:crypto';
import type { OperationId } from '@p2core/types';
import { answers, errorIn, on, onError, requests, sends, where } from './harness/faults.js';
import {
  type Answer,
  bare,
  type Request,
  timeIn,
  valueIn,
  withContent,
  withFields,
  withStatus,
  withValue,
} from './harness/message.js';
import { isFor, lookUps } from './harness/operations.js';
import type { NewFault, WrongServer } from './wrong-server.js';

/** Changes a header field where it is. */
const changes = (
  name: string,
  change: (value: string, answer: Answer) => string | undefined,
): NewFault =>
  answers((answer) => {
    const value = answer.headers.get(name);
    return value === null ? answer : withFields(answer, { [name]: change(value, answer) });
  });

const without = (name: string) => sends({ [name]: undefined });

/** Ignores such values of If-None-Match. */
const ignoresCondition = (isSuch: (condition: string) => boolean): NewFault =>
  where(
    ({ headers }) => isSuch(headers.get('If-None-Match') ?? ''),
    requests((request) => withFields(request, { 'If-None-Match': undefined })),
  );

const tag = (text: string) => `"${createHash('sha256').update(text).digest('base64url')}"`;

const isForPast = (request: Request) =>
  isFor(request, ...lookUps) && (timeIn(request) ?? Number.POSITIVE_INFINITY) < Date.now() / 1000;
const maxAge = (seconds: number) =>
  changes('Cache-Control', (value) => value.replace(/max-age=\d+/, `max-age=${seconds}`));
const kept = (operation: OperationId, value: string): NewFault =>
  on(operation, sends({ 'Cache-Control': value }, 200));

const list = (change: (names: string[]) => string[]) => (value: string) =>
  change(value.split(/\s*,\s*/)).join(',') || undefined;
const leavesOut = (field: string, isOut: (name: string) => boolean): NewFault =>
  changes(
    field,
    list((names) => names.filter((name) => !isOut(name))),
  );

/** A rate limit low enough that the kit reaches it. */
const nearLimit = {
  clause: 'R22',
  caughtBy: 'any/rate-limited',
  settings: { P2CORE_RATE_LIMIT: '20' },
  alone: true,
} as const;

/** Faults in header fields of answers: caching, validators, CORS, limits. */
export const headers: readonly WrongServer[] = [
  {
    name: 'sends 401 without WWW-Authenticate',
    clause: 'R24',
    caughtBy: 'any/header-www-authenticate',
    fault: without('WWW-Authenticate'),
  },
  {
    name: 'does not expose Retry-After to browsers',
    ...nearLimit,
    fault: leavesOut(
      'Access-Control-Expose-Headers',
      (name) => name.toLowerCase() === 'retry-after',
    ),
  },
  {
    name: 'allows caches to store a 304 to a request with content',
    clause: 'R3',
    caughtBy: 'getServerIdCert/content-not-kept',
    fault: where(
      ({ content }) => content.length > 0,
      sends({ 'Cache-Control': 'public, max-age=3600' }, 304),
    ),
  },
  {
    name: 'answers 304 in place of 404',
    clause: 'R23',
    caughtBy: 'getActorIdCerts/if-none-match-not-found',
    fault: where(
      ({ headers }) => headers.has('If-None-Match'),
      answers((answer) =>
        answer.status === 404
          ? withFields(bare(answer, 304), {
              ETag: '"a"',
              Vary: 'Accept',
              'Cache-Control': 'public, max-age=3600',
            })
          : answer,
      ),
    ),
  },
  {
    name: 'sends 405 without Allow',
    clause: 'R21',
    caughtBy: 'getChallenge/method-post',
    fault: sends({ Allow: undefined }, 405),
  },
  {
    name: 'sends certificates without Vary',
    clause: 'R5',
    caughtBy: 'any/header-vary',
    fault: without('Vary'),
  },
  {
    name: 'sends no Cache-Control',
    clause: 'R23',
    caughtBy: 'any/header-cache-control',
    fault: without('Cache-Control'),
  },
  {
    name: 'asks for Basic credentials',
    clause: 'R24',
    caughtBy: 'any/header-www-authenticate',
    fault: changes('WWW-Authenticate', () => 'Basic'),
  },
  {
    name: 'sends WWW-Authenticate without realm',
    clause: 'R24',
    caughtBy: 'getEvents/challenge',
    fault: changes('WWW-Authenticate', (field) => field.replace(/ realm="[^"]*"/, ' a="b"')),
  },
  {
    name: 'sends 401 for a wrong token without error="invalid_token"',
    clause: 'R24',
    caughtBy: 'getEvents/challenge',
    fault: changes('WWW-Authenticate', (field) => field.replace(', error="invalid_token"', '')),
  },
  {
    name: 'sends error="invalid_token" where no token was sent',
    clause: 'R24',
    caughtBy: 'getEvents/challenge',
    fault: changes('WWW-Authenticate', () => 'Bearer realm="a", error="invalid_token"'),
  },
  {
    name: 'sends 403 with another error than "insufficient_scope"',
    clause: 'R24',
    caughtBy: 'rotateServerIdentityKey/not-administrator',
    fault: changes('WWW-Authenticate', (field) => field.replace('insufficient_scope', 'other')),
  },
  {
    name: 'sends a Vary that names another header field',
    clause: 'R5',
    caughtBy: 'any/header-vary',
    fault: changes('Vary', () => 'Accept-Encoding'),
  },
  {
    name: 'sends no ETag',
    clause: 'R23',
    caughtBy: 'any/header-etag',
    fault: without('ETag'),
  },
  {
    name: 'sends an ETag without quotes',
    clause: 'R23',
    caughtBy: 'any/header-etag',
    fault: changes('ETag', (etag) => etag.slice(1, -1)),
  },
  {
    name: 'sends the same ETag for everything',
    clause: 'R23',
    caughtBy: 'getActorIdCerts/etag-changes',
    fault: changes('ETag', () => tag('')),
  },
  {
    name: 'sends the same ETag for JSON and for bare PEM',
    clause: 'R23',
    caughtBy: 'getServerIdCert/etag-of-each-media-type',
    fault: changes('ETag', (etag, answer) =>
      answer.content.length > 0 ? tag(JSON.stringify(valueIn(answer))) : etag,
    ),
  },
  {
    name: 'sends a new ETag each time',
    clause: 'R23',
    caughtBy: 'getServerIdCert/if-none-match',
    fault: changes('ETag', () => tag(randomUUID())),
  },
  {
    name: 'sends 304 without ETag',
    clause: 'R23',
    caughtBy: 'getServerIdCert/if-none-match',
    fault: sends({ ETag: undefined }, 304),
  },
  {
    name: 'allows caches to store 405',
    clause: 'R24',
    caughtBy: 'any/errors-not-kept',
    fault: sends({ 'Cache-Control': undefined }, 405),
  },
  {
    name: 'allows caches to store errors',
    clause: 'R24',
    caughtBy: 'getServerIdCert/error-not-kept',
    fault: answers((answer) =>
      errorIn(answer) ? withFields(answer, { 'Cache-Control': 'public, max-age=3600' }) : answer,
    ),
  },
  {
    name: 'ignores If-None-Match',
    clause: 'R23',
    caughtBy: 'getServerIdCert/if-none-match',
    fault: ignoresCondition(() => true),
  },
  {
    name: 'answers 304 to every If-None-Match',
    clause: 'R23',
    caughtBy: 'getServerIdCert/if-none-match-other',
    fault: where(
      (request) => isFor(request, ...lookUps) && request.headers.has('If-None-Match'),
      answers((answer) => (answer.status === 200 ? bare(answer, 304) : answer)),
    ),
  },
  {
    name: 'keeps a strong ETag when white space changes',
    clause: 'R23',
    caughtBy: 'getServerIdCert/if-none-match-other',
    fault: () => {
      let asked = 0;
      const change = answers((answer, request) => {
        asked += 1;
        return isFor(request, ...lookUps) && answer.status === 200
          ? withContent(answer, `${answer.content}${' '.repeat(asked)}`)
          : answer;
      });
      return change();
    },
  },
  {
    name: 'reads a list in If-None-Match as one tag',
    clause: 'R23',
    caughtBy: 'getServerIdCert/if-none-match-list',
    fault: ignoresCondition((condition) => condition.includes(',')),
  },
  {
    name: 'compares entity tags by strong comparison',
    clause: 'R23',
    caughtBy: 'getServerIdCert/if-none-match-weak',
    fault: ignoresCondition((condition) => condition.startsWith('W/')),
  },
  {
    name: 'ignores If-None-Match: *',
    clause: 'R23',
    caughtBy: 'getServerIdCert/if-none-match-star',
    fault: ignoresCondition((condition) => condition === '*'),
  },
  {
    name: 'allows the past to be cached no longer than the present',
    clause: 'R23',
    caughtBy: 'getServerIdCert/past-kept-longer',
    fault: maxAge(3600),
  },
  {
    name: 'allows the present to be cached as long as the past',
    clause: 'R23',
    caughtBy: 'getServerIdCert/kept-for-an-hour',
    fault: maxAge(12 * 3600),
  },
  {
    name: 'forbids shared caches to store the past',
    clause: 'R23',
    caughtBy: 'getServerIdCert/past-kept-longer',
    fault: where(
      isForPast,
      changes('Cache-Control', (value) => value.replace('public', 'private')),
    ),
  },
  {
    name: 'allows caches to store a challenge',
    clause: 'R23',
    caughtBy: 'any/header-cache-control',
    fault: kept('getChallenge', 'public, max-age=3600'),
  },
  {
    name: 'allows caches to store events',
    clause: 'R23',
    caughtBy: 'any/header-cache-control',
    fault: kept('getEvents', 'private, max-age=60'),
  },
  {
    name: 'allows caches to store KeyPackages',
    clause: 'R23',
    caughtBy: 'any/header-cache-control',
    fault: kept('getKeyPackages', 'max-age=60'),
  },
  {
    name: 'allows only one origin',
    clause: 'R21',
    caughtBy: 'any/cors',
    fault: changes('Access-Control-Allow-Origin', () => 'https://home.example.com'),
  },
  {
    name: 'allows credentials to every origin',
    clause: 'R21',
    caughtBy: 'any/cors',
    fault: sends({ 'Access-Control-Allow-Credentials': 'true' }),
  },
  {
    name: 'does not allow Authorization to browsers',
    clause: 'R21',
    caughtBy: 'getEvents/preflight',
    fault: leavesOut('Access-Control-Allow-Headers', (name) => /^authorization$/i.test(name)),
  },
  {
    name: 'does not allow Content-Type to browsers',
    clause: 'R21',
    caughtBy: 'deleteSession/preflight',
    fault: leavesOut('Access-Control-Allow-Headers', (name) => /^content-type$/i.test(name)),
  },
  {
    name: 'does not allow If-None-Match to browsers',
    clause: 'R21',
    caughtBy: 'getServerIdCert/preflight',
    fault: leavesOut('Access-Control-Allow-Headers', (name) => /^if-none-match$/i.test(name)),
  },
  {
    name: 'does not allow X-P2-Sensitive-Solution to browsers',
    clause: 'R21',
    caughtBy: 'deleteSession/preflight',
    fault: leavesOut('Access-Control-Allow-Headers', (name) => /^x-p2-/i.test(name)),
  },
  {
    name: 'does not allow DELETE to browsers',
    clause: 'R21',
    caughtBy: 'deleteSession/preflight',
    fault: leavesOut('Access-Control-Allow-Methods', (name) => name === 'DELETE'),
  },
  {
    name: 'exposes no header field to browsers',
    clause: 'R21',
    caughtBy: 'getServerIdCert/exposed-headers',
    fault: without('Access-Control-Expose-Headers'),
  },
  {
    name: 'sends errors without CORS header fields',
    clause: 'R21',
    caughtBy: 'any/cors',
    fault: answers((answer) =>
      errorIn(answer) ? withFields(answer, { 'Access-Control-Allow-Origin': undefined }) : answer,
    ),
  },
  {
    name: 'sends no Content-Type',
    clause: 'contract',
    caughtBy: 'getChallenge/happy',
    fault: without('Content-Type'),
  },
  {
    name: 'answers HEAD with Content-Length 0',
    clause: 'R21',
    caughtBy: 'getServerIdCert/head-content-length',
    fault: where(({ method }) => method === 'HEAD', sends({ 'Content-Length': '0' })),
  },
  {
    name: 'sends no ETag with HEAD',
    clause: 'R21',
    caughtBy: 'getServerIdCert/head',
    fault: where(({ method }) => method === 'HEAD', without('ETag')),
  },
  {
    name: 'sends RateLimit in the form of an older draft',
    clause: 'R22',
    caughtBy: 'any/header-ratelimit',
    fault: answers((answer) =>
      answer.headers.has('RateLimit')
        ? withFields(answer, {
            RateLimit: 'limit=6000, remaining=5999, reset=60',
            'RateLimit-Policy': '6000;w=60',
          })
        : answer,
    ),
  },
  {
    ...nearLimit,
    name: 'sends 429 without Retry-After',
    fault: sends({ 'Retry-After': undefined }, 429),
  },
  {
    ...nearLimit,
    name: 'answers 503 to a request over the limit',
    fault: onError('P2CORE_RATE_LIMITED', (answer) => {
      const error = { ...errorIn(answer), errcode: 503, error: 'P2CORE_UNAVAILABLE' };
      return withStatus(withValue(answer, error), 503);
    }),
  },
  {
    ...nearLimit,
    name: 'serves requests though RateLimit says that none remain',
    fault: () => {
      let before: Answer | undefined;
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        if (answer.status !== 429) {
          before = answer;
          return answer;
        }
        const RateLimit = answer.headers.get('RateLimit') ?? undefined;
        return withFields(before ?? answer, { RateLimit });
      };
    },
  },
];
