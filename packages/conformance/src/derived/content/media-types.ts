import type { Operation } from '@p2core/types';
import type { Case } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { type Derivation, deriveCase, slug } from '../derive-case.js';
import {
  demandsOf,
  expectTaken,
  plainQuery,
  plainValue,
  sendPlain,
  written,
} from '../plain-request.js';

/** Content is read as its media type, and without one as the operation's first (R4). */
export const mediaTypes: Derivation = (operation) => {
  if (operation.requestBody === null) return [];
  const declared = operation.requestBody.mediaTypes;
  const [first = ''] = declared;
  const taken = (type: string, field: string, name: string, title: string) =>
    takes(operation, { name, title, type, headers: { 'Content-Type': field } });
  return [
    ...declared.flatMap((type) => [
      taken(type, type, `content-${slug(type)}`, `accepts content as ${type}`),
      taken(
        type,
        `${type}; charset=utf-8`,
        `content-${slug(type)}-utf-8`,
        `accepts ${type} in UTF-8`,
      ),
    ]),
    taken(first, first.toUpperCase(), 'content-type-letter-case', 'reads media types in any case'),
    taken(
      first,
      `${first};charset="UTF-8"`,
      'charset-quoted',
      'reads a charset in quotation marks and any case',
    ),
    taken(
      first,
      `${first};`,
      'content-type-empty-parameter',
      'accepts a media type with an empty parameter',
    ),
    taken(first, `${first}; charset=us-ascii`, 'charset-us-ascii', 'reads US-ASCII as UTF-8'),
    ...namedOtherwise(operation),
    takes(operation, {
      name: 'content-without-type',
      title: `reads content without a Content-Type as ${first}`,
      type: first,
      headers: { 'Content-Type': undefined },
    }),
    takes(operation, {
      name: 'content-chunked',
      title: 'accepts content in chunks',
      type: first,
      headers: { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' },
    }),
    ...refused(first).map(([name, title, headers]) =>
      deriveCase(operation, name, {
        title: `refuses ${title}`,
        basis: ['R4'],
        ...demandsOf(operation),
        async run(context) {
          const { content, headers: plain } = written(await plainValue(context, operation), first);
          const answer = await sendPlain(context, operation, {
            content,
            headers: { ...plain, ...headers },
          });
          expectError(answer, 'P2CORE_UNSUPPORTED_MEDIA_TYPE');
        },
      }),
    ),
    ...(operation.requestBody.required ? [] : [typeAlone(operation)]),
  ];
};

/** A PEM with the media type JSON, and a JSON string with the media type of a PEM (R6). */
function namedOtherwise(operation: Operation): Case[] {
  const declared = operation.requestBody?.mediaTypes ?? [];
  const json = 'application/json';
  const [text, ...others] = declared.filter((type) => type !== json);
  if (text === undefined || !declared.includes(json)) return [];
  return [
    takes(operation, {
      name: `content-bare-as-${slug(json)}`,
      title: `accepts a bare PEM with the media type ${json}`,
      basis: ['R6'],
      type: text,
      headers: { 'Content-Type': json },
    }),
    ...[text, ...others, undefined].map((type) =>
      takes(operation, {
        name: `content-json-${type === undefined ? 'without-type' : `as-${slug(type)}`}`,
        title: `takes a JSON string ${type === undefined ? 'without a Content-Type' : `with the media type ${type}`}`,
        basis: ['R6'],
        type: json,
        headers: { 'Content-Type': type },
      }),
    ),
  ];
}

function refused(first: string): readonly (readonly [string, string, Record<string, string>])[] {
  return [
    ['content-type-undeclared', 'content as image/png', { 'Content-Type': 'image/png' }],
    [
      'content-type-of-forms',
      'content as a form',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
    ],
    [
      'content-type-similar',
      'a media type that only begins as one that it takes',
      { 'Content-Type': `${first}x` },
    ],
    ['content-type-malformed', 'a Content-Type that is none', { 'Content-Type': 'json' }],
    [
      'charset-other',
      'a charset other than UTF-8',
      { 'Content-Type': `${first}; charset=iso-8859-1` },
    ],
    ['content-encoding', 'a Content-Encoding', { 'Content-Encoding': 'gzip' }],
  ];
}

function takes(
  operation: Operation,
  {
    name,
    title,
    type,
    headers,
    basis = ['R4'],
  }: {
    name: string;
    title: string;
    type: string;
    headers: Record<string, string | undefined>;
    basis?: Case['basis'];
  },
): Case {
  return deriveCase(operation, name, {
    title,
    basis,
    ...demandsOf(operation),
    async run(context) {
      const { content, headers: plain } = written(await plainValue(context, operation), type);
      const special = { content, headers: { ...plain, ...headers } };
      expectTaken(operation, await sendPlain(context, operation, special));
    },
  });
}

function typeAlone(operation: Operation): Case {
  return deriveCase(operation, 'content-type-without-content', {
    title: 'ignores a Content-Type without content',
    basis: ['R4'],
    ...demandsOf(operation),
    async run(context) {
      const query = await plainQuery(context, operation);
      const headers = { 'Content-Type': 'image/png' };
      expectTaken(operation, await sendPlain(context, operation, { query, headers }));
    },
  });
}
