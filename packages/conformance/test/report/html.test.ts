import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { anyReport } from '../support/arbitrary-report.js';
import { attributeOf, elementsIn, textIn } from '../support/elements.js';
import { comparable, failuresIn, forReports, write } from '../support/reports.js';

test('it has no parse error, for any text of a server', () =>
  forReports(anyReport, (report) => {
    const errors: string[] = [];
    parse(write('html', report), { onParseError: ({ code }) => errors.push(code) });
    expect(errors).toEqual([]);
  }));

test('it has each case once, each failure with expected and actual', () =>
  forReports(anyReport, (report) => {
    const articles = elementsIn(parse(write('html', report)), 'article');
    const ids = articles.map((article) => textIn(elementsIn(article, 'code')[0] ?? article));
    expect(ids.toSorted()).toEqual(report.results.map(({ id }) => id).toSorted());
    for (const { id, failure } of failuresIn(report)) {
      const article = articles[ids.indexOf(id)];
      const [expected, actual] = article ? elementsIn(article, 'dd').map(textIn) : [];
      expect(comparable(expected)).toBe(comparable(failure?.expected));
      expect(comparable(actual)).toBe(comparable(failure?.actual));
    }
  }));

test('no text of a server or a case becomes an element, an attribute or a script', () =>
  forReports(anyReport, (report) => {
    const elements = elementsIn(parse(write('html', report)), '*');
    const attributes = elements.flatMap(({ attrs }) => attrs.map(({ name }) => name));
    expect(attributes.filter((name) => /^on|^autofocus|^src$|^action/.test(name))).toEqual([]);
    expect(elements.filter(({ tagName }) => tagName === 'script').length).toBe(1);
    expect(elements.filter(({ tagName }) => /^(img|iframe|object|x)$/.test(tagName))).toEqual([]);
    const links = elements.flatMap((element) => attributeOf(element, 'href') ?? []);
    expect(links.filter((link) => !link.startsWith('#') && link !== 'data:,')).toEqual([]);
  }));

test('the code in a rule is shown as code', () =>
  forReports(anyReport, (report) => {
    for (const list of elementsIn(parse(write('html', report)), 'dl')) {
      const labels = elementsIn(list, 'dt').map(textIn);
      const rule = elementsIn(list, 'dd')[labels.indexOf('rule')];
      if (rule) expect(textIn(rule)).not.toContain('`');
    }
  }));

test('content of a megabyte is shortened', () => {
  const octets = Buffer.alloc(1_000_000, '<');
  const request = { method: 'GET', url: 'http://localhost/', headers: [], content: octets };
  const html = write('html', {
    ...{ kit: { name: '', version: '' }, contract: '', url: '', startedAt: new Date(0) },
    ...{ milliseconds: 0, seed: 1 },
    results: [
      {
        ...{ id: 'any/large', operation: 'any', title: 'large', level: 'MUST', basis: ['R3'] },
        ...{ outcome: 'passed', milliseconds: 1, exchanges: [{ request }] },
      },
    ],
  });
  expect(html.length).toBeLessThan(100_000);
  expect(html).toContain('1000000 octets in all');
});
