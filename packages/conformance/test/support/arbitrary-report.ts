import { operations } from '@p2core/types';
import fc from 'fast-check';
import type { Answer } from '../../src/http/answer.js';
import type { SentRequest } from '../../src/http/request.js';
import type { CaseResult, Exchange, Outcome, RunReport } from '../../src/report/result.js';

/** Texts that break careless writers of markup, and texts of all kinds. */
const hostileText = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...hostile()) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.nat({ max: 0x10ffff }), { maxLength: 40 })
      .map((points) => String.fromCodePoint(...points)),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.nat({ max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units)),
  },
);

function hostile(): string[] {
  return [
    '',
    '<script>document.title = "taken over"</script>',
    '</script><script>document.title = "taken over"</script>',
    '</style></title></textarea>--><img src=x onerror="document.title = 1">',
    '" onmouseover="document.title = 1" x="',
    "' autofocus onfocus='document.title = 1",
    ']]><x/>',
    '<!-- -- --!> <![CDATA[',
    '&amp; &lt; &#0; &bogus; &',
    '\u0000\u0007\u001b[31m\u007f\u0085\u009f',
    'a\r\nb\rc\td',
    '\ud800 alone \udfff\ud83d',
    '\ufffe\uffff\ufeff\u{1fffe}',
    '\u202egnp.exe\u2066',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    '{{7*7}} %s %00',
    'é 日本 🦀',
  ];
}

const octets = fc.oneof(
  hostileText.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 64 }).map((array) => Buffer.from(array)),
);

const fieldName = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/);
const fieldValue = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
const milliseconds = fc.double({ min: 0, max: 100_000, noNaN: true });
const time = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2099-12-31T00:00:00Z'),
  noInvalidDate: true,
});

const request: fc.Arbitrary<SentRequest> = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'BREW'),
  url: fc
    .tuple(fc.webUrl({ withQueryParameters: true }), fc.constantFrom('', '?a=1&a=%00&b', "/'<>{}"))
    .map(([url, end]) => url + end),
  headers: fc.array(fc.tuple(fieldName, fieldValue), { maxLength: 4 }),
  content: fc.option(octets, { nil: undefined }),
});

const exchange: fc.Arbitrary<Exchange> = fc
  .tuple(
    request,
    fc.option(
      fc.record({
        status: fc.integer({ min: 100, max: 599 }),
        fields: fc.array(fc.tuple(fieldName, fieldValue), { maxLength: 4 }),
        octets,
        milliseconds,
        startedAt: time,
      }),
    ),
  )
  .map(([sent, received]) => {
    if (received === null) return { request: sent };
    const { fields, ...rest } = received;
    const headers = new Headers(fields);
    const answer: Answer = {
      ...rest,
      ...{ request: sent, headers, mediaType: '', json: undefined },
      text: rest.octets.toString(),
    };
    return { request: sent, answer };
  });

const outcomes: readonly Outcome[] = ['passed', 'failed', 'skipped', 'knownFailure', 'fixed'];

const result: fc.Arbitrary<CaseResult> = fc
  .record({
    name: fc.stringMatching(/^[a-z]{1,12}(-[a-z]{1,8}){0,3}$/),
    operation: fc.constantFrom(...Object.keys(operations), 'any'),
    title: hostileText,
    level: fc.constantFrom('MUST' as const, 'SHOULD' as const),
    basis: fc.subarray(['R3', 'R21', 'page', 'contract'], { minLength: 1 }),
    outcome: fc.constantFrom(...outcomes),
    reason: hostileText,
    expected: hostileText,
    actual: hostileText,
    curl: fc.option(hostileText, { nil: undefined }),
    milliseconds,
    exchanges: fc.array(exchange, { maxLength: 3 }),
  })
  .map(({ name, reason, expected, actual, curl, ...rest }) => ({
    ...rest,
    id: `${rest.operation}/${name}`,
    ...(['skipped', 'knownFailure', 'fixed'].includes(rest.outcome) && { reason }),
    ...(['failed', 'knownFailure'].includes(rest.outcome) && {
      failure: { expected, actual, ...(curl !== undefined && { curl }) },
    }),
  }));

/** Reports of invented runs. */
export const anyReport: fc.Arbitrary<RunReport> = fc.record({
  kit: fc.constant({ name: '@p2core/conformance', version: '0.1.0' }),
  contract: fc.constant('0.1.0'),
  url: fc.webUrl(),
  startedAt: time,
  milliseconds,
  seed: fc.nat(),
  results: fc.uniqueArray(result, { maxLength: 12, selector: ({ id }) => id }),
});
