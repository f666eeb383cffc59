import { STATUS_CODES } from 'node:http';
import type { ErrorCode } from '@p2core/types';
import { ContractError } from '../contract-error.js';

/** The registry's code for each status that Express and its middleware give to errors. Any other 4xx becomes a 400. */
const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'P2CORE_UNAUTHORIZED',
  404: 'P2CORE_NOT_FOUND',
  406: 'P2CORE_NOT_ACCEPTABLE',
  408: 'P2CORE_REQUEST_TIMEOUT',
  413: 'P2CORE_CONTENT_TOO_LARGE',
  414: 'P2CORE_URI_TOO_LONG',
  415: 'P2CORE_UNSUPPORTED_MEDIA_TYPE',
  431: 'P2CORE_HEADER_FIELDS_TOO_LARGE',
};

/**
 * Turns an error that no route has answered into what the client is told. An error with a `status` of 4xx becomes a
 * `ContractError`; any other error is returned unchanged. The error's own message is left out: it may not be for
 * strangers.
 */
export function asContractError(error: unknown): unknown {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  if (error instanceof ContractError || status < 400 || status > 499) return error;
  const code = codes[status];
  if (code !== undefined) return new ContractError(code, { cause: error });
  const message = `${STATUS_CODES[status] ?? 'Bad Request'}.`;
  return new ContractError('P2CORE_BAD_REQUEST', { message, cause: error });
}
