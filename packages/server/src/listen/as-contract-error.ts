import { STATUS_CODES } from 'node:http';
import { type ErrorCode, errorCodes } from '@p2core/types';
import { ContractError } from '../contract-error.js';

/** The codes for statuses that Express and its middleware give to errors. Any other 4xx becomes a 400. */
const codes: readonly ErrorCode[] = [
  'P2CORE_UNAUTHORIZED',
  'P2CORE_NOT_FOUND',
  'P2CORE_NOT_ACCEPTABLE',
  'P2CORE_REQUEST_TIMEOUT',
  'P2CORE_CONTENT_TOO_LARGE',
  'P2CORE_URI_TOO_LONG',
  'P2CORE_UNSUPPORTED_MEDIA_TYPE',
  'P2CORE_HEADER_FIELDS_TOO_LARGE',
];

/**
 * Makes the error for the client from one that no route has answered. An error with a `status` of 4xx becomes a
 * `ContractError`; any other error is returned unchanged. The error's own message is left out: it may hold what
 * strangers must not see.
 */
export function asContractError(error: unknown): unknown {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  if (error instanceof ContractError || status < 400 || status > 499) return error;
  const code = codes.find((each) => errorCodes[each].status === status);
  if (code !== undefined) return new ContractError(code, { cause: error });
  const message = `${STATUS_CODES[status] ?? 'Bad Request'}.`;
  return new ContractError('P2CORE_BAD_REQUEST', { message, cause: error });
}
