import { type Case, type CaseResult, type Fixture, loadCases, run } from '@p2core/conformance';
import { expect } from 'vitest';
import type { HealthyServer } from '../../support/healthy-server.js';
import type { WrongServer } from '../wrong-server.js';
import { startFront } from './front.js';

/** `P2CORE_WRONG_SERVERS=full` runs the whole kit against each wrong server, not only the case that must catch it. */
export const wholeKit = process.env.P2CORE_WRONG_SERVERS === 'full';

export const patience = { timeout: wholeKit ? 600_000 : 60_000 };

/** All cases. */
export const cases: readonly Case[] = await loadCases();

/** The case of this ID. */
export function caseOf(id: string): Case {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`the kit has no case ${id}`);
  return found;
}

/** Whether a case needs the healthy server alone: it may rotate the key, or uses the kit's only home server. */
export function needsAll({ operation, effect, needs }: Case): boolean {
  const rotates = operation === 'rotateServerIdentityKey' || effect === 'destroys';
  return rotates || needs.includes('homeServer');
}

/** Runs cases against a server. */
export async function examine(
  fixture: Fixture,
  some: readonly Case[] = cases,
): Promise<CaseResult[]> {
  const options = { seed: 1, timeout: 20_000, concurrency: 8, readOnly: false };
  return [...(await run({ fixture, cases: some, ...options })).results];
}

/** Expects that no case failed. */
export function expectHealthy(results: readonly CaseResult[]): void {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ id, failure }) => ({ id, ...failure }))).toEqual([]);
}

/** Expects that the named case fails, and only because of the server's fault. */
export async function expectCaught(wrong: WrongServer, healthy: HealthyServer): Promise<void> {
  const one = caseOf(wrong.caughtBy);
  const all = wholeKit && !wrong.alone;
  const offered = await (all ? healthy.newFixture() : healthy.fixtureFor(one));
  const front = await startFront({ ...offered, ...wrong.fixture }, wrong.fault);
  try {
    const results = await examine(front.fixture, all ? cases : [one]);
    const decisive = results.find(({ id }) => id === wrong.caughtBy);
    const failed = results.filter(({ outcome }) => outcome === 'failed').length;
    if (process.env.P2CORE_WRONG_SERVERS_LOG) {
      console.log(`${wrong.name} | ${wrong.caughtBy}: ${reasonOf(decisive)} | ${failed} failed`);
    }
    expect(front.mishaps).toEqual([]);
    expect(decisive).toMatchObject({ outcome: 'failed' });
  } finally {
    await front.close();
  }
}

function reasonOf({ outcome, reason, failure }: Partial<CaseResult> = {}): string {
  if (failure === undefined) return `${outcome}, ${reason}`;
  return `expected ${failure.expected}, got ${failure.actual.slice(0, 120)}`;
}
