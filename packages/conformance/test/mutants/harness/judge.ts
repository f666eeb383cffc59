import { setTimeout as sleep } from 'node:timers/promises';
import { type Case, type CaseResult, type Fixture, loadCases, run } from '@p2core/conformance';
import type { Mutant } from '../mutant.js';
import type { ServerHost } from './server-host.js';

/** What the kit found out about one mutant. */
export interface Verdict {
  mutant: Mutant;
  /** The outcome of the case that must catch it, or why it could not be tried. */
  outcome: string;
  /** How many cases failed; of one, where the whole kit was not run. */
  failed: number;
  milliseconds: number;
}

const all = await loadCases();

/** All cases, or the ones of these IDs. */
export function casesOf(...ids: readonly string[]): readonly Case[] {
  return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
}

/** Runs cases against a server: all of them, or the ones of these IDs. */
export async function examine(fixture: Fixture, ...ids: readonly string[]): Promise<CaseResult[]> {
  const cases = casesOf(...ids);
  const options = { seed: 1, timeout: 5000, concurrency: 8, readOnly: false };
  return [...(await run({ fixture, cases, ...options })).results];
}

async function patience(milliseconds: number): Promise<never> {
  await sleep(milliseconds, undefined, { ref: false });
  throw new Error(`no verdict within ${milliseconds / 1000} s`);
}

/** Runs the case that must catch a mutant, or the whole kit. */
export async function judge(mutant: Mutant, host: ServerHost, wholeKit: boolean): Promise<Verdict> {
  const start = performance.now();
  const ids = wholeKit && !mutant.alone ? [] : [mutant.caughtBy];
  const verdict = (outcome: string, failed: number): Verdict => {
    return { mutant, outcome, failed, milliseconds: performance.now() - start };
  };
  try {
    const fixture = { ...(await host.serve(mutant.name)), ...mutant.fixture };
    const results = await Promise.race([
      examine(fixture, ...ids),
      patience(wholeKit ? 600_000 : 60_000),
    ]);
    const decisive = results.find(({ id }) => id === mutant.caughtBy);
    const reason = decisive?.reason ? `: ${decisive.reason}` : '';
    const failed = results.filter(({ outcome }) => outcome === 'failed').length;
    return verdict(`${decisive?.outcome ?? 'no such case'}${reason}`, failed);
  } catch (error) {
    return verdict(`not tried: ${(error as Error).message}`, 0);
  }
}
