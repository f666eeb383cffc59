import type { Operation } from '@p2core/types';
import { expectError, expectThat } from '../check/expect.js';
import type { RequestOptions } from '../http/request.js';
import type { CaseContext } from '../run/case-context.js';
import { Skip } from '../run/failure.js';
import { type Derivation, deriveCase, slug } from './derive-case.js';
import {
  answerTypes,
  demandsOf,
  expectPlainStatus,
  isRefused,
  sendPlain,
} from './plain-request.js';

interface Wish {
  name: string;
  title: string;
  /** `undefined` for no such field. */
  accept: string | undefined;
  /** The acceptable media type; `undefined` where none of the operation's is. */
  wanted: string | undefined;
}

const strange = 'image/png';

/** `Accept` chooses among the media types of the answer (R5). */
export const accept: Derivation = (operation) => {
  const types = answerTypes(operation);
  if (types.length === 0) return [whereNothingIsSent(operation)];
  const wishes = operation.operationId === 'rotateServerIdentityKey' ? basic(types) : all(types);
  // A refused plain request has no answer of these types. The server answers 406 before that refusal (R24).
  const seen = wishes.filter(({ wanted }) => wanted === undefined || !isRefused(operation));
  return seen.map(({ name, title, accept: field, wanted }) =>
    deriveCase(operation, `accept-${name}`, {
      title,
      basis: ['R5'],
      ...demands(operation),
      async run(context) {
        const answer = await sendPlain(context, operation, {
          ...look(context, operation),
          headers: { Accept: field },
        });
        if (answer.status === 409) throw new Skip('no events wait for the session');
        if (wanted === undefined) {
          if (answer.request.method !== 'HEAD') expectError(answer, 'P2CORE_NOT_ACCEPTABLE');
          expectThat(answer.status === 406, '406', String(answer.status), answer);
          return;
        }
        expectPlainStatus(operation, answer);
        expectThat(answer.mediaType === wanted, wanted, answer.mediaType || 'none', answer);
      },
    }),
  );
};

/** HEAD for a session with events shows their media type without using them up. */
function look(context: CaseContext, { operationId }: Operation): RequestOptions {
  const { events } = context.fixture;
  return operationId === 'getEvents' && events
    ? { method: 'HEAD', token: events.session.token }
    : {};
}

function demands(operation: Operation) {
  return operation.operationId === 'getEvents'
    ? ({ needs: ['events'], effect: 'changes' } as const)
    : demandsOf(operation);
}

function basic(types: readonly string[]): Wish[] {
  const [first] = types;
  return [
    ...types.map((type) => ({
      name: slug(type),
      title: `sends ${type} where Accept asks for it`,
      accept: type,
      wanted: type,
    })),
    { name: 'any', title: `sends ${first} for */*`, accept: '*/*', wanted: first },
    { name: 'absent', title: `sends ${first} without Accept`, accept: undefined, wanted: first },
    {
      name: 'nothing-offered',
      title: 'answers 406 where it offers no media type that Accept allows',
      accept: strange,
      wanted: undefined,
    },
  ];
}

function all(types: readonly string[]): Wish[] {
  const [first = ''] = types;
  const last = types.at(-1) ?? first;
  const ranges = [...new Set(types.map((type) => `${type.split('/')[0]}/*`))];
  return [
    ...basic(types),
    ...ranges.map((range) => ({
      name: `range-${slug(range)}`,
      title: `sends the first media type of ${range}`,
      accept: range,
      wanted: types.find((type) => type.startsWith(range.slice(0, -1))),
    })),
    {
      name: 'among-others',
      title: 'finds the media type that it offers among others',
      accept: `${strange}, ${last};q=0.5`,
      wanted: last,
    },
    {
      name: 'letter-case',
      title: 'reads media types in any case',
      accept: last.toUpperCase(),
      wanted: last,
    },
    {
      name: 'quality-zero',
      title: 'does not send a media type with the weight 0',
      accept: `*/*, ${first};q=0`,
      wanted: types[1],
    },
    {
      name: 'nothing-offered-by-quality',
      title: 'answers 406 where everything has the weight 0',
      accept: '*/*;q=0',
      wanted: undefined,
    },
    ...(types.length > 1
      ? [
          {
            name: 'quality',
            title: 'sends the media type with the greatest weight',
            accept: `${first};q=0.1, ${last};q=0.9`,
            wanted: last,
          },
          {
            name: 'quality-three-digits',
            title: 'compares weights to the third digit',
            accept: `${first};q=0.998, ${last};q=0.999`,
            wanted: last,
          },
          {
            name: 'specific-before-range',
            title: 'uses the weight of the most specific range',
            accept: `*/*;q=0.9, ${first};q=0.1, ${types[1]};q=0.2, ${last};q=0.3`,
            wanted: last,
          },
        ]
      : []),
  ];
}

function whereNothingIsSent(operation: Operation) {
  return deriveCase(operation, 'accept-does-not-matter', {
    title: 'ignores Accept where the answer has no content',
    basis: ['R5'],
    ...demandsOf(operation),
    async run(context) {
      const answer = await sendPlain(context, operation, { headers: { Accept: strange } });
      expectThat(answer.status !== 406, 'no look at Accept', '406', answer);
    },
  });
}
