import type { ErrorCode } from '@p2core/types';
import type { Case } from '../catalogue/case.js';
import { expectError } from '../check/expect.js';
import type { RequestOptions } from '../http/request.js';
import { type Derivation, deriveCase } from './derive-case.js';
import { demandsOf, sendPlain } from './plain-request.js';

/** Of two faults of a request, the server answers the first in the contract's order (R24). */
export const refusalOrder: Derivation = (operation) => {
  const { roles, requestBody, queryParameters, errors } = operation;
  const image = { 'Content-Type': 'image/png' };
  const tooMuch = 'x'.repeat((requestBody?.maxContentLength ?? 0) + 1);
  const first = (code: ErrorCode, second: string, special: RequestOptions): Case =>
    deriveCase(
      operation,
      `order-${code.replace('P2CORE_', '').toLowerCase().replaceAll('_', '-')}`,
      {
        title: `answers ${code}, and not for ${second}`,
        basis: ['R24'],
        ...demandsOf(operation),
        async run(context) {
          expectError(await sendPlain(context, operation, special), code);
        },
      },
    );
  const unauthorized = { token: null, content: 'x', headers: image };
  const unsupported = { content: tooMuch, headers: image };
  const isNegotiated = errors.includes('P2CORE_NOT_ACCEPTABLE');
  const malformed = { query: `${queryParameters[0]}=`, headers: { Accept: 'image/png' } };
  return [
    ...(roles === null ? [] : [first('P2CORE_UNAUTHORIZED', 'its content', unauthorized)]),
    ...(requestBody === null
      ? []
      : [first('P2CORE_UNSUPPORTED_MEDIA_TYPE', 'the size of its content', unsupported)]),
    ...(isNegotiated && queryParameters.length > 0
      ? [first('P2CORE_BAD_REQUEST', 'what it accepts', malformed)]
      : []),
  ];
};
