import { answers, confuses, on, onError, refuses, requests } from './harness/faults.js';
import { lists } from './harness/listed.js';
import { bare, valueIn, withMembers, withStatus, withToken, withValue } from './harness/message.js';
import { isFor } from './harness/operations.js';
import { askerOf, endedBy, isDeletion, sessionsOf } from './harness/sessions.js';
import type { WrongServer } from './wrong-server.js';

/** Faults in `deleteSession`. */
export const sessions: readonly WrongServer[] = [
  {
    name: 'answers 204 for an unknown session',
    clause: 'R12',
    caughtBy: 'deleteSession/unknown-session',
    fault: on(
      'deleteSession',
      onError('P2CORE_SESSION_NOT_FOUND', (answer) => bare(answer, 204)),
    ),
  },
  {
    name: 'answers 200 in place of 204 to deleteSession',
    clause: 'page',
    caughtBy: 'deleteSession/happy',
    fault: on(
      'deleteSession',
      answers((answer) => (answer.status === 204 ? bare(answer, 200) : answer)),
    ),
  },
  {
    name: 'answers deleteSession with content',
    clause: 'contract',
    caughtBy: 'deleteSession/happy',
    fault: on(
      'deleteSession',
      answers(async (answer, _request, healthy) =>
        answer.status === 204
          ? withStatus(withValue(await healthy.error('P2CORE_INTERNAL'), { ended: true }), 200)
          : answer,
      ),
    ),
  },
  {
    name: "ends the token's own session for every session_id",
    clause: 'R12',
    caughtBy: 'deleteSession/by-another-session',
    fault: on(
      'deleteSession',
      requests((request, healthy) =>
        withMembers(request, { session_id: askerOf(request, healthy)?.id }),
      ),
    ),
  },
  {
    name: "ends only the token's own session",
    clause: 'R12',
    caughtBy: 'deleteSession/by-another-session',
    fault: refuses(
      'P2CORE_SESSION_NOT_FOUND',
      (request, healthy) =>
        isDeletion(request) && askerOf(request, healthy)?.id !== endedBy(request, healthy)?.id,
    ),
  },
  {
    name: 'ends nothing',
    clause: 'R13',
    caughtBy: 'deleteSession/twice',
    fault: on('deleteSession', () => async (request, healthy) => {
      const [asker, ended] = [askerOf(request, healthy), endedBy(request, healthy)];
      const isOwn = asker !== undefined && asker.fid === ended?.fid;
      if (!isOwn) return healthy.send(request);
      return bare(await healthy.error('P2CORE_INTERNAL'), 204);
    }),
  },
  {
    name: 'answers 401 for the session of another actor',
    clause: 'R12',
    caughtBy: 'deleteSession/of-another-actor',
    fault: on('deleteSession', confuses('P2CORE_SESSION_NOT_FOUND', 'P2CORE_UNAUTHORIZED')),
  },
  {
    name: 'ends every session of the actor',
    clause: 'R13',
    caughtBy: 'deleteSession/others-live-on',
    fault: on(
      'deleteSession',
      answers(async (answer, request, healthy) => {
        if (answer.status !== 204) return answer;
        const { fid } = askerOf(request, healthy) ?? {};
        for (const one of sessionsOf(healthy.fixture)) {
          if (one.fid !== fid) continue;
          const end = withMembers(withToken(request, one.token), { session_id: one.id });
          await healthy.send(end);
        }
        return answer;
      }),
    ),
  },
  {
    name: 'ends any session for any token',
    clause: 'R12',
    caughtBy: 'deleteSession/of-another-actor',
    fault: on(
      'deleteSession',
      requests((request, healthy) => {
        const ended = endedBy(request, healthy);
        return ended && askerOf(request, healthy) ? withToken(request, ended.token) : request;
      }),
    ),
  },
  {
    name: 'keeps an unused token of an ended session valid',
    clause: 'R13',
    caughtBy: 'deleteSession/token-is-dead',
    fault: onError('P2CORE_UNAUTHORIZED', (answer, request, healthy) =>
      askerOf(request, healthy)
        ? healthy.send(withToken(request, healthy.fixture.actor?.sessions[1]?.token))
        : answer,
    ),
  },
  {
    name: 'does not flag the ID-Cert of an ended session',
    clause: 'R13',
    caughtBy: 'deleteSession/id-cert-is-invalidated',
    fault: lists((rows) =>
      rows.map((row) => ({
        ...row,
        invalidated: false,
        ...('invalidated_at' in row && { invalidated_at: null }),
      })),
    ),
  },
  {
    name: 'no longer lists the ID-Cert of an ended session',
    clause: 'R8',
    caughtBy: 'deleteSession/id-cert-is-invalidated',
    fault: lists((rows) => rows.filter(({ invalidated }) => !invalidated)),
  },
  {
    name: 'still gives out the KeyPackages of an ended session',
    clause: 'R13',
    caughtBy: 'getKeyPackages/of-an-ended-session',
    fault: () => {
      let last: string[] = [];
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        if (!isFor(request, 'getKeyPackages') || answer.status !== 200) return answer;
        if (answer.content.length === 0) return answer;
        const given = valueIn(answer) as string[];
        last = [...given, ...last.slice(given.length)];
        return withValue(answer, last);
      };
    },
  },
];
