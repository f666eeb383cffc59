import { expectError, expectThat } from '../check/expect.js';
import { type Derivation, deriveCase, slug } from './derive-case.js';

/** Errors are JSON for every `Accept`. */
export const errorsAreJson: Derivation = (operation) =>
  ['text/plain', 'image/png', 'application/json;q=0'].map((accept) =>
    deriveCase(operation, `error-is-json-for-${slug(accept)}`, {
      title: `sends errors as JSON also where Accept is ${accept}`,
      basis: ['R5', 'R24'],
      async run({ send }) {
        const answer = await send(operation.operationId, {
          method: 'PATCH',
          headers: { Accept: accept },
        });
        expectError(answer, 'P2CORE_METHOD_NOT_ALLOWED');
        const { mediaType } = answer;
        expectThat(mediaType === 'application/json', 'application/json', mediaType, answer);
      },
    }),
  );
