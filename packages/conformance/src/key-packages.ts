import type { CaseContext } from './case-context.js';
import { expectSuccess, expectThat } from './expect.js';
import { Failure, Skip } from './failure.js';
import type { Fixture } from './fixture.js';
import type { Answer } from './http/answer.js';

/** What of a fixture's stock of KeyPackages a run has been given so far, by all cases. */
interface Stock {
  /** In Base64. */
  readonly taken: Set<string>;
  usedUp: boolean;
}

const stocks = new WeakMap<Fixture, Stock>();

function stockOf(fixture: Fixture): Stock {
  const stock = stocks.get(fixture) ?? { taken: new Set(), usedUp: false };
  stocks.set(fixture, stock);
  return stock;
}

/** The actor whose KeyPackages may be used up. For cases that need `keyPackages`. */
export function ownerOf({ fixture }: CaseContext): NonNullable<Fixture['keyPackages']> {
  if (fixture.keyPackages === undefined) throw new Skip('the fixture gives no keyPackages');
  return fixture.keyPackages;
}

/** An answer and the KeyPackage in it. */
interface Taken {
  answer: Answer;
  keyPackage: string | undefined;
}

/** What one request for the KeyPackages of the fixture's owner brings: one for its session. */
async function takeOne(context: CaseContext): Promise<Taken> {
  const answer = await context.send('getKeyPackages', { path: { fid: ownerOf(context).fid } });
  expectSuccess(answer);
  const keyPackages = answer.json as string[];
  expectThat(keyPackages.length <= 1, 'one for each session', `${keyPackages.length}`, answer);
  return { answer, keyPackage: keyPackages[0] };
}

/** Takes so many KeyPackages of the stock, all at once if need be; none of them was given out before in this run. */
export async function takeFresh(
  context: CaseContext,
  count: number,
  how: 'inTurn' | 'atOnce' = 'inTurn',
): Promise<{ answer: Answer; keyPackage: string }[]> {
  const { taken, usedUp } = stockOf(context.fixture);
  if (usedUp || taken.size + count > ownerOf(context).stock) {
    throw new Skip(`the fixture's stock has no ${count} KeyPackages left`);
  }
  const answers: Taken[] = [];
  if (how === 'atOnce') {
    answers.push(...(await Promise.all(Array.from({ length: count }, () => takeOne(context)))));
  } else {
    while (answers.length < count) answers.push(await takeOne(context));
  }
  return answers.map(({ answer, keyPackage }) => {
    expectThat(keyPackage !== undefined, 'a KeyPackage', 'none', answer);
    expectThat(!taken.has(keyPackage), 'a KeyPackage of its own', 'one given out before', answer);
    taken.add(keyPackage);
    return { answer, keyPackage };
  });
}

/**
 * Takes all that is left of the stock, till there is none or the same one, the last resort, comes twice.
 *
 * @returns everything that the run was given, and the last resort, where there is one
 */
export async function useUp(
  context: CaseContext,
): Promise<{ answer: Answer; taken: ReadonlySet<string>; lastResort: string | undefined }> {
  const stock = stockOf(context.fixture);
  for (let count = 0; count <= ownerOf(context).stock + 1; count++) {
    const { answer, keyPackage } = await takeOne(context);
    if (keyPackage === undefined || stock.taken.has(keyPackage)) {
      stock.usedUp = true;
      return { answer, taken: stock.taken, lastResort: keyPackage };
    }
    stock.taken.add(keyPackage);
  }
  throw new Failure(`no more than ${ownerOf(context).stock} KeyPackages`, 'ever new ones');
}
