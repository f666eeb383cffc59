import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { cachedHomeServers } from '../../src/federation/cached-home-servers.js';
import { HomeServerUnreachableError } from '../../src/federation/home-server-unreachable-error.js';

interface Question {
  domain: string;
  time: number;
  answer(certificate: string): void;
  fail(error: Error): void;
}

/** Home servers that are asked by hand, and a cache of an hour before them. */
function setUp() {
  const asked: Question[] = [];
  const origin = {
    certificateAt: (domain: string, time: number) =>
      new Promise<string>((answer, fail) => asked.push({ domain, time, answer, fail })),
  };
  const cache = cachedHomeServers(origin, 3600);
  const ask = (domain: string, time: number) => {
    const answer = cache.certificateAt(domain, time);
    answer.catch(() => {});
    return answer;
  };
  return { asked, ask };
}

/** A clock that the test moves on; it returns how, in seconds. */
function ownClock(): (seconds: number) => void {
  let now = 1_000_000;
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    spy.mockRestore();
    vi.useRealTimers();
  });
  return (seconds) => {
    now += seconds * 1000;
    vi.advanceTimersByTime(seconds * 1000);
  };
}

const settle = async () => {
  for (let i = 0; i < 5; i++) await turn();
};
const unreachable = new HomeServerUnreachableError('gone');

describe('one look-up is in flight per domain', () => {
  test('a hundred at once for the same time are one question, and all get its answer', async () => {
    const { asked, ask } = setUp();
    const answers = Array.from({ length: 100 }, () => ask('a.example', 1));
    await settle();
    expect(asked).toHaveLength(1);
    asked[0]?.answer('A');
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['A']));
    expect(asked).toHaveLength(1);
  });

  test('another time of the same domain waits for its turn', async () => {
    const { asked, ask } = setUp();
    const answers = [ask('a.example', 1), ask('a.example', 2), ask('a.example', 3)];
    for (const count of [1, 2, 3]) {
      await settle();
      expect(asked).toHaveLength(count);
      const question = asked.at(-1);
      question?.answer(`at ${question.time}`);
    }
    expect(await Promise.all(answers)).toEqual(['at 1', 'at 2', 'at 3']);
  });

  test('other domains do not wait', async () => {
    const { asked, ask } = setUp();
    const [, b] = [ask('a.example', 1), ask('b.example', 1)];
    await settle();
    expect(asked.map(({ domain }) => domain)).toEqual(['a.example', 'b.example']);
    asked[1]?.answer('B');
    expect(await b).toBe('B');
  });
});

describe('the cache', () => {
  test('serves the second look-up', async () => {
    const { asked, ask } = setUp();
    const first = ask('a.example', 1);
    await settle();
    asked[0]?.answer('A');
    expect(await first).toBe('A');
    expect(await ask('a.example', 1)).toBe('A');
    expect(asked).toHaveLength(1);
  });

  test('keeps times and domains apart', async () => {
    const { asked, ask } = setUp();
    for (const [domain, time] of [
      ['a.example', 1],
      ['a.example', 2],
      ['b.example', 1],
      ['a.example', 11],
    ] as const) {
      const answer = ask(domain, time);
      await settle();
      asked.at(-1)?.answer(`${domain} ${time}`);
      expect(await answer).toBe(`${domain} ${time}`);
    }
    expect(asked).toHaveLength(4);
  });

  test('forgets after its lifetime, and not before', async () => {
    const move = ownClock();
    const { asked, ask } = setUp();
    const first = ask('a.example', 1);
    await settle();
    asked[0]?.answer('old');
    await first;
    move(3599);
    expect(await ask('a.example', 1)).toBe('old');
    move(2);
    const again = ask('a.example', 1);
    await settle();
    expect(asked).toHaveLength(2);
    asked[1]?.answer('new');
    expect(await again).toBe('new');
  });
});

describe('the negative cache', () => {
  test('answers for half a minute that a domain could not be asked, whatever the time asked for', async () => {
    const move = ownClock();
    const { asked, ask } = setUp();
    const waiting = [ask('a.example', 1), ask('a.example', 2), ask('a.example', 1)];
    await settle();
    asked[0]?.fail(unreachable);
    for (const answer of waiting) await expect(answer).rejects.toBe(unreachable);
    move(29);
    await expect(ask('a.example', 3)).rejects.toBe(unreachable);
    expect(asked).toHaveLength(1);
    move(2);
    const again = ask('a.example', 3);
    await settle();
    expect(asked).toHaveLength(2);
    asked[1]?.answer('A');
    expect(await again).toBe('A');
  });

  test('does not hide what was answered before', async () => {
    const { asked, ask } = setUp();
    const first = ask('a.example', 1);
    await settle();
    asked[0]?.answer('A');
    await first;
    const second = ask('a.example', 2);
    await settle();
    asked[1]?.fail(unreachable);
    await expect(second).rejects.toBe(unreachable);
    expect(await ask('a.example', 1)).toBe('A');
  });

  test('says nothing of other domains', async () => {
    const { asked, ask } = setUp();
    const failing = ask('a.example', 1);
    await settle();
    asked[0]?.fail(unreachable);
    await expect(failing).rejects.toBe(unreachable);
    const other = ask('b.example', 1);
    await settle();
    asked[1]?.answer('B');
    expect(await other).toBe('B');
  });

  test('does not keep an error of our own', async () => {
    const { asked, ask } = setUp();
    const failing = ask('a.example', 1);
    await settle();
    asked[0]?.fail(new TypeError('a bug'));
    await expect(failing).rejects.toThrow('a bug');
    const again = ask('a.example', 1);
    await settle();
    asked[1]?.answer('A');
    expect(await again).toBe('A');
  });
});
