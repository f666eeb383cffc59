import type { Operation } from '@p2core/types';
import { expectError, expectSame } from '../check/expect.js';
import type { CaseContext } from '../run/case-context.js';
import { type Derivation, deriveCase } from './derive-case.js';
import { fieldsOf } from './fields/fields-of.js';
import { vectorsOf } from './fields/vectors.js';
import { demandsOf, expectTaken, sendPlain } from './plain-request.js';
import { madeUpSessionId, now } from './plain-requests.js';

/** Two different valid values of each query parameter. They end no session. */
const values: Record<string, (context: CaseContext) => readonly [string, string]> = {
  timestamp: (context) => [now(context), String(context.now() - 1)],
  after: () => ['0', '1'],
  session_id: (context) => [madeUpSessionId(context), madeUpSessionId(context)],
};

/** Two valid values of a query parameter that differ. `undefined` if the contract has fewer: then no case is derived. */
function twoValuesOf(operation: Operation, name: string): (typeof values)[string] | undefined {
  if (Object.hasOwn(values, name)) return values[name];
  const field = fieldsOf(operation).find((one) => one.in === 'query' && one.name === name);
  const valid = field === undefined ? [] : vectorsOf(field.schema, 'valid');
  const [one, other] = valid.map(({ value }) => encodeURIComponent(String(value)));
  return one === undefined || other === undefined ? undefined : () => [one, other];
}

const unknown = [
  ['unknown-query', 'nobody-knows=1'],
  ['unknown-query-twice', 'nobody-knows=1&nobody-knows=2'],
  ['unknown-query-without-value', 'nobody-knows'],
] as const;

/** The parameters that may occur once in the query; a list may be repeated (R3). */
function scalarsOf({ queryParameters, queryLists }: Operation): string[] {
  return queryParameters.filter((name) => !queryLists.includes(name));
}

/** Unknown query parameters are ignored, and contradictions refused (R3). */
export const query: Derivation = (operation) => [
  ...unknown.map(([name, text]) =>
    deriveCase(operation, name, {
      title: `ignores unknown query parameters, such as ?${text}`,
      ...demandsOf(operation),
      async run(context) {
        expectTaken(operation, await sendPlain(context, operation, { query: text }));
      },
    }),
  ),
  ...scalarsOf(operation).flatMap((name) => {
    const two = twoValuesOf(operation, name);
    if (two === undefined) return [];
    const demands = demandsOf(operation);
    const inBody = fieldsOf(operation).some((field) => field.in === 'body' && field.name === name);
    const alone = [
      deriveCase(operation, `query-${name}-twice`, {
        title: `refuses ${name} twice in the query`,
        ...demands,
        async run(context) {
          const [one, other] = two(context);
          const twice = `${name}=${one}&${name}=${other}`;
          expectError(await sendPlain(context, operation, { query: twice }), 'P2CORE_BAD_REQUEST');
        },
      }),
      deriveCase(operation, `query-${name}-twice-the-same`, {
        title: `refuses ${name} twice in the query, also with the same value`,
        ...demands,
        async run(context) {
          const [value] = two(context);
          const twice = `${name}=${value}&${name}=${value}`;
          expectError(await sendPlain(context, operation, { query: twice }), 'P2CORE_BAD_REQUEST');
        },
      }),
    ];
    if (!inBody) return alone;
    return [
      ...alone,
      deriveCase(operation, `query-or-body-${name}`, {
        title: `answers the same whether ${name} comes in the query or in a body`,
        basis: ['R3'],
        ...demands,
        async run(context) {
          const [value] = two(context);
          const byQuery = await sendPlain(context, operation, { query: { [name]: value } });
          const byBody = await sendPlain(context, operation, { json: { [name]: value } });
          expectTaken(operation, byQuery);
          expectSame(byBody, byQuery, 'for the body as for the query');
        },
      }),
      deriveCase(operation, `query-and-body-${name}`, {
        title: `accepts ${name} in both query and body, where they agree`,
        basis: ['R3'],
        ...demands,
        async run(context) {
          const [value] = two(context);
          const both = { query: { [name]: value }, json: { [name]: value } };
          expectTaken(operation, await sendPlain(context, operation, both));
        },
      }),
      deriveCase(operation, `query-and-body-${name}-differ`, {
        title: `refuses a ${name} that differs between query and body`,
        basis: ['R3'],
        ...demands,
        async run(context) {
          const [one, other] = two(context);
          const both = { query: { [name]: one }, json: { [name]: other } };
          expectError(await sendPlain(context, operation, both), 'P2CORE_BAD_REQUEST');
        },
      }),
    ];
  }),
  ...operation.queryOrBody.map((name) =>
    deriveCase(operation, `query-and-body-without-${name}`, {
      title: `refuses a request that has ${name} neither in the query nor in a body`,
      basis: ['R3'],
      ...demandsOf(operation),
      async run(context) {
        for (const options of [{}, { json: null }]) {
          const answer = await context.send(operation.operationId, options);
          expectError(answer, 'P2CORE_BAD_REQUEST');
        }
      },
    }),
  ),
];
