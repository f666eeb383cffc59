/** Demands that the kit catches every server that is wrong, and prints by which case. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mutants } from './all.js';
import { casesOf, judge, type Verdict } from './harness/judge.js';
import { ServerHost } from './harness/server-host.js';
import { applyChange } from './mutant.js';

const wholeKit = process.env.P2CORE_MUTANTS === 'full';
let hosts: ServerHost[] = [];

beforeAll(async () => {
  hosts = await Promise.all([ServerHost.start(), ServerHost.start()]);
});
afterAll(() => Promise.all(hosts.map((host) => host.stop())));

test('every mutant has a name of its own and a case of the kit', () => {
  const names = mutants.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const known = new Set(casesOf().map(({ id }) => id));
  const unknown = mutants.filter(({ caughtBy }) => !known.has(caughtBy));
  expect(unknown.map(({ name, caughtBy }) => `${name}: ${caughtBy}`)).toEqual([]);
});

test.each(mutants)('the change applies: $name', async ({ also, ...mutant }) => {
  for (const change of also === undefined ? [mutant] : [mutant, also]) {
    const source = await readFile(new URL(`../../../${change.file}`, import.meta.url), 'utf8');
    expect(applyChange(source, change)).not.toBe(source);
  }
});

test('every mutant is killed', { timeout: 3_600_000 }, async () => {
  const queue = [...mutants];
  const verdicts: Verdict[] = [];
  const work = async (host: ServerHost) => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const verdict = await judge(next, host, wholeKit);
      console.log(line(verdict));
      verdicts.push(verdict);
    }
  };
  await Promise.all(hosts.map(work));
  const survivors = verdicts.filter((verdict) => !isKilled(verdict));
  console.log(`${verdicts.length - survivors.length} of ${verdicts.length} mutants are killed`);
  expect(survivors.map(line)).toEqual([]);
});

function isKilled({ outcome }: Verdict): boolean {
  return outcome === 'failed';
}

function line(verdict: Verdict): string {
  const { mutant, outcome, failed } = verdict;
  const { name, clause, caughtBy } = mutant;
  const count = wholeKit ? ` (${failed} cases failed)` : '';
  const fate = isKilled(verdict) ? `killed${count}` : `SURVIVED: ${outcome}`;
  return `${fate} | ${clause} | ${name} | ${caughtBy}`;
}
