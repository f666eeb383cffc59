import type { Operation } from '@p2core/types';
import type { Case } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import type { RequestOptions } from '../../http/request.js';
import { type Derivation, deriveCase } from '../derive-case.js';
import { demandsOf, expectTaken, plainValue, sendPlain, written } from '../plain-request.js';

const inChunks = { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' };

/** White space around JSON makes content larger without breaking the limit of any value. */
const json = 'application/json';

/** The largest content is that of `x-p2-max-content-length`. */
export const size: Derivation = (operation) => {
  if (operation.requestBody === null) return [];
  const { maxContentLength: most, required, mediaTypes } = operation.requestBody;
  const [first = ''] = mediaTypes;
  const tooLarge = (name: string, title: string, special: RequestOptions): Case =>
    deriveCase(operation, name, {
      title,
      ...demandsOf(operation),
      async run(context) {
        const content = 'x'.repeat(most + 1);
        const headers = { 'Content-Type': first, ...special.headers };
        const answer = await sendPlain(context, operation, { content, headers });
        expectError(answer, 'P2CORE_CONTENT_TOO_LARGE');
      },
    });
  return [
    tooLarge('content-too-large', `refuses content of ${most + 1} octets`, {}),
    tooLarge('content-too-large-chunked', `refuses content of ${most + 1} octets in chunks`, {
      headers: inChunks,
    }),
    deriveCase(operation, 'content-of-most-octets', {
      title: `accepts content of ${most} octets`,
      ...demandsOf(operation),
      async run(context) {
        const type = mediaTypes.includes(json) ? json : first;
        const { content, headers } = written(await plainValue(context, operation), type);
        const full = content + ' '.repeat(most - Buffer.byteLength(content));
        expectTaken(operation, await sendPlain(context, operation, { content: full, headers }));
      },
    }),
    ...(required ? [missing(operation, first)] : []),
  ];
};

function missing(operation: Operation, mediaType: string): Case {
  return deriveCase(operation, 'content-missing', {
    title: 'refuses a request without the content that it requires',
    ...demandsOf(operation),
    async run({ send }) {
      for (const headers of [{}, { 'Content-Type': mediaType }, { 'Content-Length': '0' }]) {
        expectError(await send(operation.operationId, { headers }), 'P2CORE_BAD_REQUEST');
      }
    },
  });
}
