import { type ErrorCode, type ErrorDetail, errorCodes } from '@p2core/types';

/** What an error says beside its code. */
export interface ContractErrorOptions {
  /** One English sentence; the registry's meaning of the code where it is left out. */
  message?: string | undefined;
  /** Each thing that is wrong with the request (R24). */
  details?: readonly ErrorDetail[] | undefined;
  /** Header fields of the answer, such as `Retry-After`. */
  headers?: Readonly<Record<string, string | undefined>> | undefined;
  cause?: unknown;
}

/**
 * An error of the contract's registry (R24). A handler may throw one instead of returning it; thrown from anywhere else
 * in a request's way it becomes the same answer. A code that the operation does not list becomes a 500.
 *
 * @example
 * throw new ContractError('P2CORE_UNAVAILABLE', { headers: { 'Retry-After': '30' } });
 */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[] | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;

  constructor(code: ErrorCode, options: ContractErrorOptions = {}) {
    super(options.message ?? errorCodes[code].meaning, { cause: options.cause });
    this.code = code;
    this.details = options.details;
    this.headers = options.headers ?? {};
  }

  /** The HTTP status that the registry gives the code. */
  get status(): number {
    return errorCodes[this.code].status;
  }
}

/** A 400 that names what is wrong with a request, each thing by its JSON Pointer into the request. */
export function badRequest(...details: ErrorDetail[]): ContractError {
  return new ContractError('P2CORE_BAD_REQUEST', { details });
}
