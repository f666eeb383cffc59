import { hidesEvents } from './harness/events.js';
import { confuses, on, refuses } from './harness/faults.js';
import { knowingIssued } from './harness/issued.js';
import { bare, tokenOf, valueIn, withToken, withValue } from './harness/message.js';
import { isFor } from './harness/operations.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const isRenewal = { by: 'rotateSessionIdCert' } as const;

/** Ends the token of a request of `operation`. Where `alone`, the healthy server does not get the request. */
const endsToken = (
  operation: 'rotateSessionIdCert' | 'revokeSessionToken',
  alone: boolean,
): NewFault => {
  return () => {
    const ended = new Set<unknown>();
    return async (request, healthy) => {
      if (!isFor(request, operation)) {
        return ended.has(tokenOf(request))
          ? healthy.error('P2CORE_UNAUTHORIZED')
          : healthy.send(request);
      }
      if (tokenOf(request) !== undefined) ended.add(tokenOf(request));
      if (!alone) return healthy.send(request);
      return bare(await healthy.error('P2CORE_INTERNAL'), 204);
    };
  };
};

/** Faults in `rotateSessionIdCert`. */
export const renewals: readonly WrongServer[] = [
  {
    name: 'answers a renewal with the former ID-Cert',
    clause: 'page',
    caughtBy: 'rotateSessionIdCert/happy',
    fault: knowingIssued(async (issued, request, healthy) => {
      const answer = await healthy.send(request);
      const former = issued.find(({ token }) => token === tokenOf(request));
      return former && isFor(request, isRenewal.by) && answer.status === 201
        ? withValue(answer, { ...Object(valueIn(answer)), id_cert: former.idCert })
        : answer;
    }),
  },
  {
    name: "answers 403 in place of 400 to an ID-CSR with another session's key",
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/key-of-another-session',
    fault: confuses('P2CORE_INVALID_ID_CSR', 'P2CORE_ID_CERT_MISMATCH'),
  },
  {
    name: 'keeps the tokens of every renewal valid',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/another-ends-what-lies-between',
    fault: knowingIssued((issued, request, healthy) => {
      const renewed = issued.filter(({ by }) => by === isRenewal.by);
      const isRenewed = renewed.some(({ token }) => token === tokenOf(request));
      return healthy.send(isRenewed ? withToken(request, renewed.at(-1)?.token) : request);
    }),
  },
  {
    name: 'sends no event when a renewal invalidates an ID-Cert',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/event-to-others',
    fault: hidesEvents(({ n, op }) => n === 'core' && op === '4'),
  },
  {
    name: 'ends the former token at once',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/former-token-until-used',
    fault: endsToken('rotateSessionIdCert', false),
  },
  {
    name: 'ends only one of the two tokens after a renewal',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/what-ends-one-token-ends-both',
    fault: endsToken('revokeSessionToken', true),
  },
  {
    name: 'keeps the KeyPackages of the former ID-Cert',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/key-packages-go',
    fault: () => {
      const added: unknown[] = [];
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        if (isFor(request, 'addKeyPackages')) added.push(...[valueIn(request)].flat());
        return isFor(request, 'getKeyPackages') && answer.status === 200
          ? withValue(answer, [...(valueIn(answer) as unknown[]), ...added.slice(0, 1)])
          : answer;
      };
    },
  },
  {
    name: 'gives another token when the same ID-CSR is sent again',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/same-again',
    fault: on(isRenewal.by, () => {
      const seen = new Set<string>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        const isSeen = seen.has(String(request.content));
        seen.add(String(request.content));
        return isSeen && answer.status === 201
          ? withValue(answer, { ...Object(valueIn(answer)), token: 'a'.repeat(43) })
          : answer;
      };
    }),
  },
  {
    name: 'answers 401 to a foreign session that asks for a renewal',
    clause: 'R25',
    caughtBy: 'rotateSessionIdCert/of-a-foreign-session',
    fault: on(isRenewal.by, confuses('P2CORE_NOT_HOME', 'P2CORE_UNAUTHORIZED')),
  },
  {
    name: 'answers 400 to the ID-CSR of another session',
    clause: 'R30',
    caughtBy: 'rotateSessionIdCert/other-session',
    fault: on(isRenewal.by, confuses('P2CORE_ID_CERT_MISMATCH', 'P2CORE_INVALID_ID_CSR')),
  },
  {
    name: 'answers 401 to a wrong second factor',
    clause: 'R41',
    caughtBy: 'rotateSessionIdCert/wrong-second-factor',
    settings: { P2CORE_SECOND_FACTOR: 'password' },
    fault: on(
      isRenewal.by,
      refuses('P2CORE_UNAUTHORIZED', ({ headers }) => headers.has('X-P2-Sensitive-Solution')),
    ),
  },
];
