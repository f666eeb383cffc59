import { setImmediate as turn } from 'node:timers/promises';
import { type IdCert, IdCertError, readIdCert } from '@p2core/id-cert';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { HomeServerUnreachableError, type UnreachableReason } from '../../src/federation/errors.js';
import type { FetchedRoot, HomeServerOrigin } from '../../src/federation/fetched-home-servers.js';
import { foreignHomeServers } from '../../src/federation/foreign-home-servers.js';
import { hourlyBudgets, queueLimits, rootLimits } from '../../src/federation/limits.js';
import { QueueFullError } from '../../src/limits/fair-queue.js';
import { type Issuer, issueFor, newRoot } from './foreign.js';

interface Question {
  domain: string;
  time: number | undefined;
  /** `clock` is the home server's: a later second than any of these tests by default. */
  answer(certificate: string, clock?: number): void;
  fail(error: Error): void;
  receive(octets: number): void;
}

/** Home servers that are asked by hand. */
function setUp({ limited = false } = {}) {
  const asked: Question[] = [];
  const origin: HomeServerOrigin = {
    rootAt: (domain, time, received, signal) =>
      new Promise<FetchedRoot>((resolve, fail) => {
        signal.addEventListener('abort', () => fail(signal.reason));
        asked.push({
          domain,
          time,
          answer: (certificate, clock = now() + 1000) => resolve({ certificate, clock }),
          fail,
          receive: (octets) => {
            received.octets += octets;
          },
        });
      }),
    idCertsOf: () => Promise.reject(new Error('not asked here')),
  };
  const homeServers = foreignHomeServers(origin, { lifetime: 3600, limited });
  const verify = (idCert: IdCert, asker = idCert.fid) => {
    const verified = homeServers.verify(idCert, { key: asker, kind: 'session' }).then(
      () => 'good',
      (error) => error,
    );
    return settle().then(() => verified);
  };
  /** Verifies, and answers what that makes asked. */
  const verifyWith = async (idCert: IdCert, answer: (question: Question) => void) => {
    const before = asked.length;
    const verified = verify(idCert);
    await settle();
    asked.slice(before).forEach(answer);
    return verified;
  };
  return { asked, verify, verifyWith };
}

const settle = async () => {
  for (let i = 0; i < 20; i++) await turn();
};

const a = await newRoot('a.example');
const other = await newRoot('b.example');
const forger = await newRoot('a.example');

async function idCert(issuer: Issuer, notBefore: number, fid = 'alice@a.example') {
  const validity = { notBefore, notAfter: notBefore + 60 };
  return readIdCert(
    await issueFor(issuer, { fid, session_id: 's1', token: '', id_cert: null }, validity),
  );
}

const past = now() - 3000;
const silent = (reason: UnreachableReason = 'silent') =>
  new HomeServerUnreachableError(reason, 'gone');
const untrusted = expect.any(IdCertError);

/** A clock that the test moves on; it returns how, in seconds. */
function ownClock(): (seconds: number) => void {
  let time = 1_000_000;
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => time);
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: Date.now() });
  onTestFinished(() => {
    spy.mockRestore();
    vi.useRealTimers();
  });
  return (seconds) => {
    time += seconds * 1000;
    vi.advanceTimersByTime(seconds * 1000);
  };
}

describe('kept data of a home server', () => {
  test('its root, for all the time between two seconds of which it is known', async () => {
    const { asked, verify, verifyWith } = setUp();
    const answer = (question: Question) => question.answer(a.certificate);
    expect(await verifyWith(await idCert(a, past), answer)).toBe('good');
    expect(await verifyWith(await idCert(a, past + 1000), answer)).toBe('good');
    expect(asked).toHaveLength(2);
    for (const seconds of [0, 1, 500, 1000]) {
      expect(await verify(await idCert(a, past + seconds))).toBe('good');
      expect(await verify(await idCert(forger, past + seconds))).toEqual(untrusted);
    }
    expect(asked).toHaveLength(2);
  });

  test('a root that was rotated out is not trusted for later times', async () => {
    const { verifyWith } = setUp();
    const b = await newRoot('a.example');
    await verifyWith(await idCert(a, past), (question) => question.answer(a.certificate));
    const late = await idCert(a, past + 1000);
    const refused = await verifyWith(late, (question) => question.answer(b.certificate));
    expect(refused).toEqual(untrusted);
  });

  test('nothing about a second that is not over there', async () => {
    const { asked, verifyWith } = setUp();
    const good = await idCert(a, past);
    for (const count of [1, 2]) {
      expect(await verifyWith(good, (question) => question.answer(a.certificate, past))).toBe(
        'good',
      );
      expect(asked).toHaveLength(count);
    }
  });

  test.each([
    ['a malformed root', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ["another domain's root", other.certificate],
  ])('%s is a refusal and is not kept', async (_, certificate) => {
    const { asked, verifyWith } = setUp();
    const good = await idCert(a, past);
    expect(await verifyWith(good, (question) => question.answer(certificate))).toEqual(untrusted);
    expect(await verifyWith(good, (question) => question.answer(a.certificate))).toBe('good');
    expect(asked).toHaveLength(2);
  });

  test('a root fetched for a forgery is kept: the forgery is refused, and the next one causes no request', async () => {
    const { asked, verify, verifyWith } = setUp();
    const forgery = await idCert(forger, past);
    const answer = (question: Question) => question.answer(a.certificate);
    expect(await verifyWith(forgery, answer)).toEqual(untrusted);
    expect(await verify(await idCert(a, past))).toBe('good');
    expect(asked).toHaveLength(1);
  });

  test('for its lifetime, and not longer, however often it is used', async () => {
    const move = ownClock();
    const { asked, verify, verifyWith } = setUp();
    const good = await idCert(a, past);
    const answer = (question: Question) => question.answer(a.certificate);
    await verifyWith(good, answer);
    move(3000);
    expect(await verifyWith(await idCert(a, past + 1), answer)).toBe('good');
    move(599);
    expect(await verify(good)).toBe('good');
    expect(asked).toHaveLength(2);
    move(2);
    expect(await verifyWith(good, answer)).toBe('good');
    expect(asked).toHaveLength(3);
  });

  test('at most a few roots, however many it shows', async () => {
    const { asked, verifyWith } = setUp();
    const roots = await Promise.all(
      Array.from({ length: rootLimits.perDomain + 3 }, () => newRoot('a.example')),
    );
    const certs = await Promise.all(roots.map((root, i) => idCert(root, past + i)));
    const ask = () =>
      certs.reduce(async (before, cert, i) => {
        await before;
        const root = roots[i]?.certificate ?? '';
        expect(await verifyWith(cert, (question) => question.answer(root))).toBe('good');
      }, Promise.resolve());
    await ask();
    const first = certs[0];
    if (first) await verifyWith(first, (question) => question.answer(roots[0]?.certificate ?? ''));
    expect(asked).toHaveLength(roots.length + 1);
  });
});

describe('that a domain cannot be asked', () => {
  test('is known for half a minute, for every asker and every time', async () => {
    const move = ownClock();
    const { asked, verify, verifyWith } = setUp();
    const first = verify(await idCert(a, past));
    await settle();
    asked[0]?.fail(silent());
    await settle();
    expect(asked[1]?.time).toBeUndefined();
    asked[1]?.fail(silent());
    expect(await first).toBeInstanceOf(HomeServerUnreachableError);
    move(29);
    expect(await verify(await idCert(a, past + 1), 'bob')).toBeInstanceOf(
      HomeServerUnreachableError,
    );
    expect(asked).toHaveLength(2);
    move(2);
    const good = await idCert(a, past);
    expect(await verifyWith(good, (question) => question.answer(a.certificate))).toBe('good');
  });

  test('is recognised only by a time-out', async () => {
    const { asked, verify, verifyWith } = setUp();
    await verifyWith(await idCert(a, past), (question) => question.fail(silent('late')));
    expect(await verify(await idCert(a, past + 1))).toBeInstanceOf(HomeServerUnreachableError);
    expect(asked).toHaveLength(1);
  });

  test('is not said where it fails on the time that was asked for, and on no other', async () => {
    const { asked, verify, verifyWith } = setUp();
    const first = verify(await idCert(forger, past));
    await settle();
    asked[0]?.fail(silent());
    await settle();
    asked[1]?.answer(a.certificate);
    expect(await first).toBeInstanceOf(HomeServerUnreachableError);
    const good = await idCert(a, past + 1);
    expect(await verifyWith(good, (question) => question.answer(a.certificate))).toBe('good');
  });

  test.each([
    ['an answer that cannot be read', silent('unreadable')],
    ['a 400 or 404', new IdCertError('untrusted', 'it had none')],
    ['an error of our own', new TypeError('a bug')],
  ])('is not said after %s', async (_, error) => {
    const { asked, verifyWith } = setUp();
    const forgery = await idCert(forger, past);
    expect(await verifyWith(forgery, (question) => question.fail(error))).toBe(error);
    const good = await idCert(a, past);
    expect(await verifyWith(good, (question) => question.answer(a.certificate))).toBe('good');
    expect(asked).toHaveLength(2);
  });

  test('hides no known certificate, and does not affect other domains', async () => {
    const { verify, verifyWith } = setUp();
    const good = await idCert(a, past);
    await verifyWith(good, (question) => question.answer(a.certificate));
    await verifyWith(await idCert(a, past + 1), (question) => question.fail(silent('late')));
    expect(await verify(good)).toBe('good');
    const bob = await idCert(other, past, 'bob@b.example');
    expect(await verifyWith(bob, (question) => question.answer(other.certificate))).toBe('good');
  });
});

describe('the queue', () => {
  test('an asker is asked for one at a time, and the next asker does not wait for the others of his', async () => {
    const { asked, verify } = setUp();
    const forgeries = await Promise.all(
      Array.from({ length: 40 }, (_, i) => idCert(forger, past + 10 * i)),
    );
    for (const forgery of forgeries) verify(forgery, 'mallory');
    await settle();
    expect(asked).toHaveLength(1);
    verify(await idCert(a, past), 'victim');
    await settle();
    expect(asked).toHaveLength(2);
  });

  test('askers who fill the queue of a domain take turns with a later asker', async () => {
    const { asked, verify } = setUp();
    const forgeries = await Promise.all(
      Array.from({ length: 10 }, (_, i) => idCert(forger, past + 10 * i)),
    );
    for (const forgery of forgeries) {
      for (const i of Array(queueLimits.underWayPerSubject).keys()) verify(forgery, `mallory ${i}`);
    }
    await settle();
    expect(asked).toHaveLength(queueLimits.underWayPerSubject);
    const victim = await idCert(a, past + 5);
    verify(victim, 'victim');
    // One round: each of the others comes up once more at most.
    for (const question of asked.slice()) question.fail(silent('unreadable'));
    await settle();
    const [first] = asked.slice(queueLimits.underWayPerSubject);
    first?.fail(silent('unreadable'));
    await settle();
    expect(asked.map(({ time }) => time)).toContain(victim.notBefore);
  });

  /** Starts as many look-ups as are allowed at domains not known to be quick, each for another asker. */
  async function fillWithSlow({ verify }: Pick<ReturnType<typeof setUp>, 'verify'>) {
    const cert = await idCert(a, past);
    return Array.from({ length: queueLimits.underWayUnproven }, (_, i) =>
      verify({ ...cert, fid: `mallory@d${i}.example` }, `mallory ${i}`),
    );
  }
  const undisturbed = queueLimits.undisturbedMilliseconds / 1000;

  test('the whole process asks a bounded number of domains at once; a look-up that takes long gives way', async () => {
    const move = ownClock();
    const { asked, verify } = setUp();
    const slow = await fillWithSlow({ verify });
    const victim = verify(await idCert(a, past), 'victim');
    await settle();
    move(undisturbed - 1);
    await settle();
    expect(asked).toHaveLength(queueLimits.underWayUnproven);
    move(1);
    await settle();
    expect(asked.slice(queueLimits.underWayUnproven).map(({ domain }) => domain)).toEqual([
      'a.example',
    ]);
    expect(await slow[0]).toBeInstanceOf(QueueFullError);
    asked.at(-1)?.answer(a.certificate);
    expect(await victim).toBe('good');
    // No other look-up waits, so none gives way, and the slow domain is asked again.
    move(5);
    for (const question of asked.slice(1, -1)) question.answer(a.certificate);
    expect(await Promise.all(slow.slice(1))).toEqual(slow.slice(1).map(() => untrusted));
    verify({ ...(await idCert(a, past)), fid: 'mallory@d0.example' });
    await settle();
    expect(asked.at(-1)?.domain).toBe('d0.example');
  });

  test('askers whose look-ups gave way come after the others', async () => {
    const move = ownClock();
    const { asked, verify } = setUp();
    await fillWithSlow({ verify });
    await fillWithSlow({ verify });
    move(undisturbed);
    await settle();
    for (let round = 0; round < 3; round++) {
      const waiting = verify({ ...(await idCert(a, past)), fid: `alice@e${round}.example` });
      move(undisturbed);
      await settle();
      const answered = asked.find(({ domain }) => domain === `e${round}.example`);
      answered?.answer(a.certificate);
      expect(await waiting).toEqual(untrusted);
    }
  });

  test('an asker with few waiting look-ups takes the place of one with many', async () => {
    const { asked, verify } = setUp();
    const cert = await idCert(a, past);
    const slow = await fillWithSlow({ verify });
    const crowd = Array.from({ length: queueLimits.waitingUnproven }, (_, i) =>
      verify(cert, `mallory ${i % 10}`),
    );
    await settle();
    const victim = verify({ ...cert, fid: 'alice@e.example' }, 'victim');
    await settle();
    const outcomes = await Promise.race([Promise.all([...slow, ...crowd]), 'all others wait']);
    expect(outcomes).toBe('all others wait');
    for (const question of asked.slice()) question.answer(a.certificate);
    const isVictims = ({ domain }: Question) => domain === 'e.example';
    while (!asked.some(isVictims)) await turn();
    asked.find(isVictims)?.answer(a.certificate);
    expect(await victim).toEqual(untrusted);
  });

  test('a look-up waits for a bounded time', async () => {
    const move = ownClock();
    const { verify } = setUp();
    const cert = await idCert(a, past);
    for (let i = 0; i < queueLimits.underWayPerSubject; i++) verify(cert, `mallory ${i}`);
    const last = verify(cert, 'victim');
    await settle();
    move(queueLimits.waitMilliseconds / 1000);
    expect(await last).toBeInstanceOf(QueueFullError);
  });
});

describe('the budgets of an asker', () => {
  const refusal = async (answer: Promise<unknown>) => {
    const { code, message, headers } = (await answer) as never;
    return { code, message, headers };
  };

  test('look-ups: one more than the budget is a 429 that says so, until the hour is over', async () => {
    const move = ownClock();
    const { asked, verify, verifyWith } = setUp({ limited: true });
    const cert = await idCert(forger, past);
    for (let i = 0; i < hourlyBudgets.session.lookUps; i++) {
      await verifyWith(cert, (question) => question.fail(silent('unreadable')));
    }
    move(600);
    expect(await refusal(verify(cert))).toEqual({
      code: 'P2CORE_RATE_LIMITED',
      message: `The budget of ${hourlyBudgets.session.lookUps} look-ups of home servers an hour is spent.`,
      headers: { 'Retry-After': '3000' },
    });
    expect(asked).toHaveLength(hourlyBudgets.session.lookUps);
    verify(cert, 'somebody else');
    await settle();
    expect(asked).toHaveLength(hourlyBudgets.session.lookUps + 1);
    move(3001);
    verify(cert);
    await settle();
    expect(asked).toHaveLength(hourlyBudgets.session.lookUps + 2);
  });

  test('octets, likewise', async () => {
    const { asked, verify, verifyWith } = setUp({ limited: true });
    const cert = await idCert(forger, past);
    await verifyWith(cert, (question) => {
      question.receive(hourlyBudgets.session.octets);
      question.fail(silent('unreadable'));
    });
    expect(await refusal(verify(cert))).toMatchObject({
      code: 'P2CORE_RATE_LIMITED',
      message: `The budget of ${hourlyBudgets.session.octets} octets from home servers an hour is spent.`,
    });
    expect(asked).toHaveLength(1);
  });

  test('a known certificate needs no look-up', async () => {
    const { verify, verifyWith } = setUp({ limited: true });
    const good = await idCert(a, past);
    await verifyWith(good, (question) => question.answer(a.certificate));
    for (let i = 0; i < 2 * hourlyBudgets.session.lookUps; i++)
      expect(await verify(good)).toBe('good');
  });

  test('where limits are off there are none', async () => {
    const { asked, verifyWith } = setUp();
    const cert = await idCert(forger, past);
    const many = 2 * hourlyBudgets.session.lookUps;
    for (let i = 0; i < many; i++) {
      await verifyWith(cert, (question) => question.fail(silent('unreadable')));
    }
    expect(asked).toHaveLength(many);
  });
});
