/** Expects the kit to catch each wrong server that can share one healthy server with others. */
import { expect, test } from 'vitest';
import { wrongServers } from './all.js';
import { demandCaught } from './harness/demand-caught.js';
import { cases } from './harness/judge.js';
import { newPages } from './new-pages.js';

test('every wrong server has a name of its own and a case of the kit', () => {
  const names = wrongServers.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const known = new Set(cases.map(({ id }) => id));
  expect(wrongServers.filter(({ caughtBy }) => !known.has(caughtBy))).toEqual([]);
});

demandCaught(
  wrongServers.filter((wrong) => wrong.settings === undefined && !newPages.includes(wrong)),
);
