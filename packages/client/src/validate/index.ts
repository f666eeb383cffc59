/** Checks answers against the contract, to test servers. */
import { operations } from '@p2core/types';
import { validators } from '@p2core/types/validators';
import type { AnswerValidator } from '../options.js';
import { contentFaults } from './content-faults.js';
import { type DeclaredHeaders, headerFaults } from './header-faults.js';

/**
 * Makes a validator for `createClient`. With it, an answer whose status, header fields or content break the contract
 * throws an `UnexpectedAnswerError` with the code `INVALID` and a message that names each fault. It checks the answer
 * as the server sent it, before the client normalises it. In a browser, a header field that CORS hides from the page
 * counts as missing.
 *
 * @example
 * const client = createClient({ baseUrl: 'http://127.0.0.1:3000', validate: contractValidator() });
 * await client.getChallenge();
 */
export function contractValidator(): AnswerValidator {
  return (operationId, answer) => {
    const responses: Responses = operations[operationId].responses;
    const declared = validators[operationId].responses[answer.status];
    if (declared === undefined) return [`/status: ${answer.status} is not declared`];
    return [
      ...headerFaults(responses[answer.status]?.headers ?? {}, declared.headers, answer.headers),
      ...contentFaults(declared.content, answer),
    ];
  };
}

type Responses = Record<number, { headers: DeclaredHeaders } | undefined>;
