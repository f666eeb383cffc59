import { type ErrorCode, errorCodes } from '@p2core/types';

/** A command of an operator cannot be done; `message` says why, with the registry's code if there is one. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';

  constructor(message: string, code?: ErrorCode) {
    super(code ? `${message} (${code}: ${errorCodes[code].remedy})` : message);
  }
}
