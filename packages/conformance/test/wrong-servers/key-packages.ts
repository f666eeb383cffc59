import { readKeyPackage } from '../../src/mls/read-key-package.js';
import { hidesEvents } from './harness/events.js';
import { answers, on, onError, refuses, values } from './harness/faults.js';
import { type Answer, type Request, valueIn, withStatus, withValue } from './harness/message.js';
import { fidOf, isFor } from './harness/operations.js';
import { askerOf } from './harness/sessions.js';
import type { Fault, NewFault, WrongServer } from './wrong-server.js';

const gives = (change: (keyPackages: string[]) => unknown): NewFault =>
  on('getKeyPackages', values(change));

const each = (change: (keyPackage: string) => string): NewFault =>
  gives((keyPackages) => keyPackages.map(change));

/** Answers GET for KeyPackages itself, from its own memory. */
const remembering = (newFault: NewFault): NewFault =>
  on('getKeyPackages', () => {
    const fault = newFault();
    return (request, healthy) =>
      request.method === 'GET' ? fault(request, healthy) : healthy.send(request);
  });

/** Counts the requests for the fixture's stock, and changes each answer by that count. */
const counting = (change: (count: number, ...asked: Parameters<Fault>) => Promise<Answer>) =>
  remembering(() => {
    let count = 0;
    return (request, healthy) => {
      const { fid } = healthy.fixture.keyPackages ?? {};
      if (fidOf(request).toLowerCase() !== fid) return healthy.send(request);
      count += 1;
      return change(count, request, healthy);
    };
  });

const isAsked = (request: Request) => isFor(request, 'getKeyPackages');

/** Faults in giving out KeyPackages. */
export const keyPackages: readonly WrongServer[] = [
  {
    name: 'gives a KeyPackage out twice',
    clause: 'R17',
    caughtBy: 'getKeyPackages/once',
    fault: remembering(() => {
      const given = new Map<string, Answer>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        if (answer.status !== 200) return answer;
        const before = given.get(fidOf(request)) ?? answer;
        given.set(fidOf(request), before);
        return before;
      };
    }),
  },
  {
    name: 'gives a KeyPackage that has expired',
    clause: 'R17',
    caughtBy: 'getKeyPackages/is-a-key-package',
    fault: each((keyPackage) => {
      const octets = Buffer.from(keyPackage, 'base64');
      const notAfter = Buffer.alloc(8);
      notAfter.writeBigUInt64BE(BigInt(readKeyPackage(octets).notAfter));
      octets.writeBigUInt64BE(1n, octets.indexOf(notAfter));
      return octets.toString('base64');
    }),
  },
  {
    name: 'gives simultaneous requests the same KeyPackage',
    clause: 'R17',
    caughtBy: 'getKeyPackages/once-also-at-the-same-time',
    fault: remembering(() => {
      let taking: Promise<Answer> | undefined;
      return async (request, healthy) => {
        taking ??= healthy.send(request);
        const answer = await taking;
        taking = undefined;
        return answer;
      };
    }),
  },
  {
    name: 'uses up a KeyPackage on HEAD',
    clause: 'R17',
    caughtBy: 'getKeyPackages/head-takes-nothing',
    fault: on(
      'getKeyPackages',
      answers(async (answer, request, healthy) => {
        if (request.method === 'HEAD') await healthy.send({ ...request, method: 'GET' });
        return answer;
      }),
    ),
  },
  {
    name: 'gives no KeyPackage',
    clause: 'R17',
    caughtBy: 'getKeyPackages/one-per-session',
    fault: gives(() => []),
  },
  {
    name: 'gives the KeyPackage of only one session',
    clause: 'R17',
    caughtBy: 'getKeyPackages/one-per-session',
    fault: gives((keyPackages) => keyPackages.slice(0, 1)),
  },
  {
    name: 'gives the same KeyPackage twice in one answer',
    clause: 'R17',
    caughtBy: 'getKeyPackages/one-per-session',
    fault: gives((keyPackages) => [...keyPackages, ...keyPackages]),
  },
  {
    name: 'sends a single KeyPackage in place of an array',
    clause: 'R17',
    caughtBy: 'getKeyPackages/to-another-actor',
    fault: gives(([first]) => first),
  },
  {
    name: 'writes KeyPackages as base64url',
    clause: 'R17',
    caughtBy: 'getKeyPackages/to-another-actor',
    fault: each((one) => `${Buffer.from(one, 'base64').toString('base64url').slice(0, -3)}-_A`),
  },
  {
    name: 'gives octets that are no KeyPackage',
    clause: 'R17',
    caughtBy: 'getKeyPackages/is-a-key-package',
    fault: each((one) => Buffer.from(one).toString('base64')),
  },
  {
    name: 'gives KeyPackages that are cut short',
    clause: 'R17',
    caughtBy: 'getKeyPackages/is-a-key-package',
    fault: each((one) => one.slice(0, 200)),
  },
  {
    name: 'answers 404 where there are no KeyPackages',
    clause: 'R17',
    caughtBy: 'getKeyPackages/none',
    fault: on(
      'getKeyPackages',
      answers((answer, { method }, healthy) =>
        method === 'GET' && answer.status === 200 && (valueIn(answer) as string[]).length === 0
          ? healthy.error('P2CORE_ACTOR_NOT_FOUND')
          : answer,
      ),
    ),
  },
  {
    name: 'answers with an empty list of KeyPackages for an unknown actor',
    clause: 'R9',
    caughtBy: 'getKeyPackages/unknown-actor',
    fault: on(
      'getKeyPackages',
      onError('P2CORE_ACTOR_NOT_FOUND', (answer) => withStatus(withValue(answer, []), 200)),
    ),
  },
  {
    name: 'gives KeyPackages only to the actor',
    clause: 'page',
    caughtBy: 'getKeyPackages/to-another-actor',
    fault: refuses(
      'P2CORE_UNAUTHORIZED',
      (request, healthy) => isAsked(request) && askerOf(request, healthy)?.fid !== fidOf(request),
    ),
  },
  {
    name: 'compares the Federation ID of getKeyPackages with regard to case',
    clause: 'page',
    caughtBy: 'getKeyPackages/upper-case-fid',
    fault: refuses(
      'P2CORE_ACTOR_NOT_FOUND',
      (request) => isAsked(request) && fidOf(request) !== fidOf(request).toLowerCase(),
    ),
  },
  {
    name: 'uses up the last resort',
    clause: 'R17',
    caughtBy: 'getKeyPackages/last-resort',
    fault: counting(async (count, request, healthy) => {
      const answer = await healthy.send(request);
      const { stock = 0 } = healthy.fixture.keyPackages ?? {};
      return count > stock + 1 ? withValue(answer, []) : answer;
    }),
  },
  {
    name: 'does not give the last resort',
    clause: 'R17',
    caughtBy: 'getKeyPackages/last-resort',
    fault: counting(async (count, request, healthy) => {
      const answer = await healthy.send(request);
      const { stock = 0 } = healthy.fixture.keyPackages ?? {};
      return count > stock ? withValue(answer, []) : answer;
    }),
  },
  {
    name: 'gives two KeyPackages of each session',
    clause: 'R17',
    caughtBy: 'getKeyPackages/one-per-session',
    fault: counting(async (_count, request, healthy) => {
      const [one, other] = [await healthy.send(request), await healthy.send(request)];
      return withValue(one, [...(valueIn(one) as string[]), ...(valueIn(other) as string[])]);
    }),
  },
  {
    name: "sends no event when a session's KeyPackages run low",
    clause: 'page',
    caughtBy: 'getKeyPackages/low-stock-event',
    fault: hidesEvents(({ n }) => n === 'p2core'),
  },
];
