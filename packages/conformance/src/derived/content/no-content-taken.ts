import { expectError } from '../../check/expect.js';
import { type Derivation, deriveCase } from '../derive-case.js';
import { demandsOf, expectTaken, sendPlain } from '../plain-request.js';

/** An operation without content refuses content, but accepts an empty one. */
export const noContentTaken: Derivation = (operation) => {
  if (operation.requestBody !== null) return [];
  const demands = demandsOf(operation);
  return [
    deriveCase(operation, 'unexpected-content', {
      title: 'refuses content',
      basis: ['R4'],
      ...demands,
      async run(context) {
        const answer = await sendPlain(context, operation, { json: {} });
        expectError(answer, 'P2CORE_UNSUPPORTED_MEDIA_TYPE');
      },
    }),
    deriveCase(operation, 'unexpected-content-without-type', {
      title: 'refuses content without a Content-Type',
      basis: ['R4'],
      ...demands,
      async run(context) {
        const answer = await sendPlain(context, operation, { content: '{}' });
        expectError(answer, 'P2CORE_UNSUPPORTED_MEDIA_TYPE');
      },
    }),
    deriveCase(operation, 'empty-content', {
      title: 'accepts empty content',
      ...demands,
      async run(context) {
        const headers = { 'Content-Length': '0' };
        expectTaken(operation, await sendPlain(context, operation, { headers }));
      },
    }),
    deriveCase(operation, 'content-type-without-content', {
      title: 'ignores a Content-Type without content',
      basis: ['R4'],
      ...demands,
      async run(context) {
        const headers = { 'Content-Type': 'application/json' };
        expectTaken(operation, await sendPlain(context, operation, { headers }));
      },
    }),
  ];
};
