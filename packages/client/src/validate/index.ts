/** Checks answers against the contract, for those who test servers. */
import { operations } from '@p2core/types';
import { validators } from '@p2core/types/validators';
import type { AnswerValidator } from '../options.js';
import { contentFaults } from './content-faults.js';
import { type DeclaredHeaders, headerFaults } from './header-faults.js';

/**
 * Makes a validator for `createClient`: an answer that breaks the contract in its status, header fields or content then
 * throws an `UnexpectedAnswerError` with the code `INVALID`, whose message names each fault. It judges what the server
 * sent, before the client brings it into one form. In a browser, what CORS hides from a page counts as missing.
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
