import { dirname } from 'node:path/posix';
import { operations, pathPrefix } from '@p2core/types';
import type { Case } from '../catalogue/case.js';
import { expectError, expectStatus, expectThat } from '../check/expect.js';

type AnyCase = Pick<Case, 'title' | 'run'> & Partial<Case>;

const any = (name: string, derived: AnyCase): Case => ({
  ...{ level: 'MUST', basis: ['R21'], needs: [], effect: 'reads' },
  ...derived,
  id: `any/${name}`,
  operation: 'any',
});

const { getChallenge, getServerIdCert, getActorIdCerts } = operations;
const unknownPath = `${pathPrefix}/nobody-knows`;

const unknownPaths: readonly (readonly [name: string, title: string, path: string])[] = [
  ['unknown-path', 'an unknown path', unknownPath],
  ['unknown-path-below', 'a path below a known one', `${getChallenge.path}/nobody-knows`],
  ['unknown-path-above', 'a path above known ones', dirname(getServerIdCert.path)],
  [
    'unknown-path-without-parameter',
    'a path without its parameter',
    `${dirname(getActorIdCerts.path)}/`,
  ],
  ['prefix-alone', 'the prefix alone', pathPrefix],
];

/** The demands on requests that match no operation. */
export const anyRequest: readonly Case[] = [
  ...unknownPaths.map(([name, title, path]) =>
    any(name, {
      title: `does not find ${title}`,
      async run({ sendAnything }) {
        const headers = { Origin: 'https://page.example' };
        const answer = await sendAnything('GET', path, { headers });
        expectError(answer, 'P2CORE_NOT_FOUND');
      },
    }),
  ),
  ...['POST', 'PUT', 'DELETE'].map((method) =>
    any(`unknown-path-${method.toLowerCase()}`, {
      title: `does not find an unknown path by ${method} either`,
      async run({ sendAnything }) {
        const answer = await sendAnything(method, unknownPath);
        expectError(answer, 'P2CORE_NOT_FOUND');
      },
    }),
  ),
  any('unknown-path-head', {
    title: 'does not find an unknown path by HEAD, without content',
    async run({ sendAnything }) {
      const answer = await sendAnything('HEAD', unknownPath);
      expectStatus(answer, 404);
      expectThat(answer.octets.length === 0, 'no content', answer.text, answer);
    },
  }),
  any('error-is-json', {
    title: 'sends the error of an unknown path as JSON for every Accept',
    basis: ['R24'],
    async run({ sendAnything }) {
      const answer = await sendAnything('GET', unknownPath, {
        headers: { Accept: 'text/html' },
      });
      expectError(answer, 'P2CORE_NOT_FOUND');
      const { mediaType } = answer;
      expectThat(mediaType === 'application/json', 'application/json', mediaType, answer);
    },
  }),
  any('errcode-repeats-status', {
    title: 'repeats the status in the errcode of an unknown path',
    basis: ['R24'],
    async run({ sendAnything }) {
      const answer = await sendAnything('GET', unknownPath);
      const { errcode } = (answer.json ?? {}) as { errcode?: unknown };
      expectThat(errcode === answer.status, `an errcode of ${answer.status}`, `${errcode}`, answer);
    },
  }),
  any('uri-too-long', {
    title: 'refuses a request target that is longer than it reads as an error of the registry',
    level: 'SHOULD',
    basis: ['contract'],
    async run({ sendAnything }) {
      const answer = await sendAnything('GET', `${pathPrefix}/${'x'.repeat(100_000)}`);
      expectError(
        answer,
        'P2CORE_URI_TOO_LONG',
        'P2CORE_HEADER_FIELDS_TOO_LARGE',
        'P2CORE_NOT_FOUND',
      );
    },
  }),
  any('header-fields-too-large', {
    title: 'refuses header fields that are larger than it reads as an error of the registry',
    level: 'SHOULD',
    basis: ['contract'],
    async run({ sendAnything }) {
      const answer = await sendAnything('GET', unknownPath, {
        headers: { 'X-Conformance': 'x'.repeat(100_000) },
      });
      expectError(answer, 'P2CORE_HEADER_FIELDS_TOO_LARGE', 'P2CORE_NOT_FOUND');
    },
  }),
];
