/** The rules for the content of all answers of one operation together. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '@p2core/types';
import { readActorIdCert } from '../certificates/actor-id-cert.js';
import { CertificateError } from '../certificates/certificate-error.js';
import type { Answer } from '../http/answer.js';
import { timeOf } from '../run/clock.js';
import { eventsWait, takeEvents } from '../steps/take-events.js';
import type { AnswerFault, Judge } from './every-answer.js';
import { everyAnswerCase } from './every-answer-case.js';

/** Judges the 200s of one operation by their JSON. */
const of =
  (id: Operation['operationId'], judge: (answer: Answer) => AnswerFault[] | undefined): Judge =>
  (answer, operation) =>
    operation?.operationId === id && answer.status === 200 && answer.json !== undefined
      ? judge(answer)
      : undefined;

/** No challenge comes twice in a run. */
export const challengeNeverTwice = everyAnswerCase(
  'getChallenge/never-twice',
  { title: 'gives no challenge twice in a run', basis: ['contract'] },
  {
    newJudge: () => {
      const seen = new Set<unknown>();
      return of('getChallenge', ({ json }) => {
        const { challenge } = (json ?? {}) as { challenge?: unknown };
        if (typeof challenge !== 'string') return undefined;
        const isKnown = seen.has(challenge);
        seen.add(challenge);
        return isKnown ? [{ expected: 'a new challenge', actual: 'one that came before' }] : [];
      });
    },
    async ask({ send }) {
      await send('getChallenge');
      await send('getChallenge');
    },
    explains: ({ expected }) => expected.includes('challenge'),
  },
);

/** The sequence numbers of a session's events rise by one (R16). */
export const eventsRise = everyAnswerCase(
  'getEvents/numbers-rise',
  {
    title: "raises the sequence numbers of a session's events by one, in every answer",
    basis: ['R15', 'R16'],
    needs: ['events'],
    effect: 'changes',
  },
  {
    newJudge: () => of('getEvents', judgeEvents),
    async ask(context) {
      const { session } = context.fixture.events ?? {};
      if (session && (await eventsWait(context, session))) await takeEvents(context, session);
    },
    explains: ({ expected }) => expected.includes('sequence number'),
  },
);

function judgeEvents({ json }: Answer): AnswerFault[] | undefined {
  if (!Array.isArray(json) || json.length === 0) return undefined;
  const numbers = json.map((event) => String((event as { s?: unknown } | null)?.s));
  if (!numbers.every((s) => /^\d+$/.test(s))) return undefined;
  const first = BigInt(numbers[0] ?? 0);
  const isRising = numbers.every((s, index) => BigInt(s) === first + BigInt(index));
  const expected = 'sequence numbers that rise by one';
  return isRising ? [] : [{ expected, actual: numbers.join(', ') }];
}

/** Lists of ID-Certs begin with the oldest (R7). */
export const oldestIdCertFirst = everyAnswerCase(
  'getActorIdCerts/always-oldest-first',
  {
    title: 'lists the oldest ID-Cert first, in every answer',
    basis: ['R7'],
    needs: ['actor'],
  },
  {
    newJudge: () => of('getActorIdCerts', judgeIdCerts),
    async ask({ send }) {
      await send('getActorIdCerts');
    },
    explains: ({ expected }) => expected.includes('beginnings'),
  },
);

function judgeIdCerts({ json }: Answer): AnswerFault[] | undefined {
  const { idcerts } = (json ?? {}) as { idcerts?: unknown };
  if (!Array.isArray(idcerts) || idcerts.length < 2) return undefined;
  const times = idcerts.map(beginningOf);
  if (times.some((time) => time === undefined)) return undefined;
  const isRising = times.every(
    (time, index) => index === 0 || (times[index - 1] ?? 0) <= (time ?? 0),
  );
  return isRising ? [] : [{ expected: 'ID-Certs whose beginnings rise', actual: times.join(', ') }];
}

/** The `invalidated_at` of an ID-Cert never changes (R8). */
export const invalidatedAtStays = everyAnswerCase(
  'getActorIdCerts/invalidated-at-stays',
  {
    title: 'gives the same invalidated_at in every answer',
    basis: ['R8'],
    needs: ['actor', 'spareSessions'],
    effect: 'destroys',
  },
  {
    newJudge: () => {
      const known = new Map<string, unknown>();
      return of('getActorIdCerts', ({ json }) => {
        const { idcerts, invalidated_at: times } = (json ?? {}) as Partial<
          Record<string, unknown[]>
        >;
        if (!Array.isArray(idcerts) || !Array.isArray(times)) return undefined;
        const flagged = idcerts.flatMap((pem, index) =>
          typeof times[index] === 'number' ? [[String(pem), times[index]] as const] : [],
        );
        const seen = flagged.filter(([pem]) => known.has(pem));
        const other = seen.find(([pem, time]) => known.get(pem) !== time);
        for (const [pem, time] of flagged) if (!known.has(pem)) known.set(pem, time);
        if (seen.length === 0) return undefined;
        if (other === undefined) return [];
        const [pem, time] = other;
        const expected = `invalidated_at ${known.get(pem)}, as before`;
        return [{ expected, actual: String(time) }];
      });
    },
    async ask({ send, takeSpareSession }) {
      const { id, token } = await takeSpareSession();
      await send('deleteSession', { token, json: { session_id: id } });
      const first = await send('getActorIdCerts', { query: { session_id: id } });
      let last = first;
      for (let count = 0; count < 30 && timeOf(last) <= timeOf(first); count++) {
        await sleep(100);
        last = await send('getActorIdCerts', { query: { session_id: id } });
      }
    },
    explains: ({ expected }) => expected.startsWith('invalidated_at'),
  },
);

/** Each certificate is read once, for it comes often. Other cases judge malformed ones. */
const beginnings = new Map<string, number | undefined>();

function beginningOf(pem: unknown): number | undefined {
  if (typeof pem !== 'string') return undefined;
  if (!beginnings.has(pem)) beginnings.set(pem, read(pem));
  return beginnings.get(pem);
}

function read(pem: string): number | undefined {
  try {
    return readActorIdCert(pem).notBefore;
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    return undefined;
  }
}
