import { expectEqual, expectSuccess, expectThat } from '../check/expect.js';
import type { Fixture, FixtureSession } from '../fixture/fixture.js';
import { isOffered } from '../fixture/offered.js';
import type { Answer } from '../http/answer.js';
import type { RequestOptions } from '../http/request.js';
import type { CaseContext } from '../run/case-context.js';
import { Failure, Skip } from '../run/failure.js';

/** What of a fixture's stock of KeyPackages a run has been given so far, by all cases. */
interface Stock {
  /** In Base64. */
  readonly taken: Set<string>;
  /** How many of each session. */
  count: number;
  /** The last one has been given, and it is known what comes then. */
  usedUp: boolean;
  /** Whether an earlier run had the same fixture: at its end it ended the last session. */
  readonly isOfEarlierRun: Promise<boolean>;
}

const stocks = new WeakMap<Fixture, Stock>();

async function stockOf(context: CaseContext): Promise<Stock> {
  const { fixture } = context;
  const stock = stocks.get(fixture) ?? {
    ...{ taken: new Set(), count: 0, usedUp: false },
    isOfEarlierRun: hasEnded(context, ownerOf(context).sessions.at(-1)),
  };
  stocks.set(fixture, stock);
  if (await stock.isOfEarlierRun) {
    throw new Skip("an earlier run has used the fixture's KeyPackages up");
  }
  return stock;
}

async function hasEnded(context: CaseContext, session: FixtureSession | undefined) {
  if (session === undefined || !isOffered('getEvents', context.fixture)) return false;
  const { status } = await context.send('getEvents', { method: 'HEAD', token: session.token });
  return status === 401;
}

/** The actor whose KeyPackages may be used up. For cases that need `keyPackages`. */
export function ownerOf({ fixture }: CaseContext): NonNullable<Fixture['keyPackages']> {
  if (fixture.keyPackages === undefined) throw new Skip('the fixture gives no keyPackages');
  return fixture.keyPackages;
}

/** An answer and the KeyPackages in it, one of each session. */
interface Taken {
  readonly answer: Answer;
  readonly keyPackages: readonly string[];
}

/** What one request for the KeyPackages of the fixture's owner brings. */
export async function takeOneEach(context: CaseContext, request?: RequestOptions): Promise<Taken> {
  const { fid, sessions } = ownerOf(context);
  const answer = await context.send('getKeyPackages', { path: { fid }, ...request });
  expectSuccess(answer);
  const keyPackages = answer.json as string[];
  const most = `one KeyPackage at most for each of ${sessions.length} sessions`;
  expectThat(keyPackages.length <= sessions.length, most, `${keyPackages.length}`, answer);
  return { answer, keyPackages };
}

/** How to take them: by another request than a plain one, and all at once rather than in turn. */
interface Taking {
  readonly request?: RequestOptions;
  readonly atOnce?: boolean;
}

/**
 * Takes so many KeyPackages of each session's stock. None of them was given out before in this run.
 */
export async function takeFresh(
  context: CaseContext,
  count: number,
  { request, atOnce = false }: Taking = {},
): Promise<Taken[]> {
  const stock = await stockOf(context);
  const owner = ownerOf(context);
  if (stock.usedUp || stock.count + count > owner.stock) {
    const left = Math.max(0, owner.stock - stock.count);
    throw new Skip(
      `${count} KeyPackages of each session are needed, ${left} of ${owner.stock} left`,
    );
  }
  stock.count += count;
  const taken: Taken[] = [];
  const take = async () => taken.push(await takeOneEach(context, request));
  if (atOnce) await Promise.all(Array.from({ length: count }, take));
  else while (taken.length < count) await take();
  for (const { answer, keyPackages } of taken) {
    const unless = 'unless an earlier run has used the fixture up';
    const each = `one KeyPackage for each session, ${unless}:`;
    expectEqual(keyPackages.length, owner.sessions.length, each, answer);
    for (const one of keyPackages) {
      const own = `KeyPackages that are given out once, ${unless}`;
      expectThat(!stock.taken.has(one), own, 'one given out before', answer);
      stock.taken.add(one);
    }
  }
  return taken;
}

/** Takes all that is left of the stock, till nothing new comes: nothing at all, or the last resorts again. */
export async function useUp(context: CaseContext): Promise<Taken> {
  const stock = await stockOf(context);
  for (let count = 0; count <= ownerOf(context).stock + 1; count++) {
    const last = await takeOneEach(context);
    if (last.keyPackages.every((one) => stock.taken.has(one))) {
      stock.usedUp = true;
      return last;
    }
    for (const one of last.keyPackages) stock.taken.add(one);
  }
  throw new Failure(`no more than ${ownerOf(context).stock} KeyPackages`, 'ever new ones');
}

/** Every KeyPackage of the stock that this run has been given, in Base64. */
export async function takenTexts(context: CaseContext): Promise<ReadonlySet<string>> {
  return (await stockOf(context)).taken;
}
