import { describe, expect, test } from 'vitest';
import { selectCases } from '../../src/catalogue/select-cases.js';
import { cases } from '../support/kit.js';
import { clauses, plain, prose } from './clauses.js';

describe.each([...prose()])('the clauses of %s', (name, text) => {
  const listed = clauses[name] ?? [];

  test('are its sentences, word for word and complete', () => {
    expect(listed.map(({ clause }) => clause).join(' ')).toBe(plain(text));
  });

  test('each have a case, or the reason for having none', () => {
    for (const clause of listed) {
      if (clause.unseen !== undefined) expect(clause.unseen).toMatch(/^\S.{9}/);
      for (const pattern of clause.cases ?? []) selectCases(cases, [pattern]);
    }
  });
});

test('every ruling has a case that names it, and a clause with cases', () => {
  const rulings = [...prose().keys()].filter((name) => /^R\d+$/.test(name));
  expect(rulings.length).toBeGreaterThan(20);
  for (const ruling of rulings) {
    expect(cases.filter(({ basis }) => basis.includes(ruling)).map(({ id }) => id)).not.toEqual([]);
    expect(clauses[ruling]?.some((clause) => 'cases' in clause)).toBe(true);
  }
});
