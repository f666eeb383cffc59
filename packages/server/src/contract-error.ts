import { type ErrorCode, type ErrorDetail, errorCodes } from '@p2core/types';

/** What an error carries besides its code. */
export interface ContractErrorOptions {
  /** One English sentence. Default: the registry's meaning of the code. */
  message?: string | undefined;
  /** Each fault of the request (R24). */
  details?: readonly ErrorDetail[] | undefined;
  /** Of `P2CORE_KEY_MATERIAL_NOT_FOUND`: the serial numbers that have none (R32). */
  serial_numbers?: readonly string[] | undefined;
  /** Header fields of the answer, such as `Retry-After`. */
  headers?: Readonly<Record<string, string | undefined>> | undefined;
  cause?: unknown;
}

/**
 * An error of the contract's registry (R24). A handler may return or throw one; middleware and `authenticate` may throw
 * one. A code that the operation does not list becomes a 500.
 *
 * @example
 * throw new ContractError('P2CORE_UNAVAILABLE', { headers: { 'Retry-After': '30' } });
 */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[] | undefined;
  readonly serial_numbers: readonly string[] | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;

  constructor(code: ErrorCode, options: ContractErrorOptions = {}) {
    super(options.message ?? errorCodes[code].meaning, { cause: options.cause });
    this.code = code;
    this.details = options.details;
    this.serial_numbers = options.serial_numbers;
    this.headers = options.headers ?? {};
  }

  /** The HTTP status that the registry gives the code. */
  get status(): number {
    return errorCodes[this.code].status;
  }
}

/**
 * A 400 that lists the faults of a request, each with its JSON Pointer into the request. It has no stack, which would
 * not explain a client's fault, and would cost more than the validation.
 */
export function badRequest(...details: ErrorDetail[]): ContractError {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = new ContractError('P2CORE_BAD_REQUEST', { details });
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}
