import { type ErrorCode, errorCodes, type Operation } from '@p2core/types';
import type { Case } from '../../catalogue/case.js';
import { expectError, expectHeader } from '../../check/expect.js';
import { type Derivation, deriveCase } from '../derive-case.js';
import { bodySchemaOf } from '../fields/fields-of.js';
import {
  demandsOf,
  expectTaken,
  plainQuery,
  plainValue,
  sendPlain,
  written,
} from '../plain-request.js';

const mediaType = 'application/json';

const malformed: readonly (readonly [name: string, title: string, content: string | Buffer])[] = [
  ['json-cut-off', 'JSON that breaks off', '{"nobody-knows": 1'],
  ['json-single-quotes', 'JSON with the wrong quotation marks', "{'nobody-knows': 1}"],
  ['json-trailing-comma', 'JSON with a comma too many', '{"nobody-knows": 1,}'],
  ['json-followed', 'JSON that is followed by something', '{} {}'],
  ['json-nan', 'JSON with a number that is none', '{"nobody-knows": NaN}'],
  [
    'json-not-utf-8',
    'JSON that is not UTF-8',
    Buffer.concat([
      Buffer.from('{"nobody-knows": "'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ]),
  ],
];

const values: readonly (readonly [type: string, value: unknown])[] = [
  ['null', null],
  ['boolean', true],
  ['number', 1],
  ['string', 'text'],
  ['array', []],
  ['object', {}],
];

/**
 * The refusals of content that is not JSON of the right type. Content that does not begin as a JSON string may be a
 * bare PEM (R6).
 */
function refusals({ requestBody, errors }: Operation): readonly ErrorCode[] {
  const isJsonAlone = requestBody?.mediaTypes.every((type) => type === mediaType);
  return isJsonAlone
    ? ['P2CORE_BAD_REQUEST']
    : errors.filter((code) => errorCodes[code].status === errorCodes.P2CORE_BAD_REQUEST.status);
}

/** JSON content must be well-formed and of the contract's type; unknown members are ignored. */
export const json: Derivation = (operation) => {
  if (!operation.requestBody?.mediaTypes.includes(mediaType)) return [];
  const demands = demandsOf(operation);
  const { type, required = [] } = bodySchemaOf(operation);
  const refuses = (name: string, title: string, content: string | Buffer) =>
    deriveCase(operation, name, {
      title: `refuses ${title}`,
      ...demands,
      async run(context) {
        const headers = { 'Content-Type': mediaType };
        const answer = await sendPlain(context, operation, { content, headers });
        expectError(answer, ...refusals(operation));
      },
    });
  const isFilter = operation.requestBody.queryTwin !== null;
  return [
    ...malformed.map((row) => refuses(...row)),
    ...(isFilter ? ofFilter(operation) : []),
    ...values
      .filter(([name]) => name !== type && !(isFilter && name === 'null'))
      .map(([name, value]) =>
        refuses(`json-${name}`, `JSON of the type ${name}`, JSON.stringify(value)),
      ),
    ...required.map((name) =>
      refuses(`json-without-${name}`, `JSON without the member ${name}`, '{"nobody-knows": 1}'),
    ),
    ...(type === 'object'
      ? [
          deriveCase(operation, 'json-unknown-member', {
            title: 'ignores unknown members',
            ...demands,
            async run(context) {
              const value = (await plainValue(context, operation)) as object;
              const more = { ...value, 'nobody-knows': { deep: [1] } };
              const special = written(more, mediaType);
              expectTaken(operation, await sendPlain(context, operation, special));
            },
          }),
        ]
      : []),
  ];
};

/**
 * Content that may come in the query instead may be `null`. The answer to a GET with content must not be stored (R3).
 */
const ofFilter: Derivation = (operation) => {
  const headers = { 'Content-Type': mediaType };
  return [
    deriveCase(operation, 'json-null', {
      title: 'reads a JSON null as no content',
      basis: ['R3'],
      ...demandsOf(operation),
      async run(context) {
        const query = await plainQuery(context, operation);
        const special = { query, content: 'null', headers };
        expectTaken(operation, await sendPlain(context, operation, special));
      },
    }),
    ...(operation.method === 'GET' ? [notKept(operation)] : []),
  ];
};

function notKept(operation: Operation): Case {
  return deriveCase(operation, 'content-not-kept', {
    title: 'forbids caches to store the answer to a request with content',
    basis: ['R3'],
    ...demandsOf(operation),
    async run(context) {
      const value = await plainValue(context, operation);
      const { content, headers } = written(value, mediaType);
      const answer = await sendPlain(context, operation, { content, headers });
      expectTaken(operation, answer);
      expectHeader(answer, 'Cache-Control', /\bno-store\b/i);
      const head = await sendPlain(context, operation, { method: 'HEAD', content, headers });
      expectHeader(head, 'Cache-Control', /\bno-store\b/i);
      if (operation.responses[304] === undefined) return;
      const condition = { ...headers, 'If-None-Match': '*' };
      const unmodified = await sendPlain(context, operation, { content, headers: condition });
      expectHeader(unmodified, 'Cache-Control', /\bno-store\b/i);
    },
  });
}
