import { type ErrorCode, errorCodes } from '@p2core/types';

/** What an operator asked for and cannot have; `message` says why and, where the registry has one, with which code. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';

  constructor(message: string, code?: ErrorCode) {
    super(code ? `${message} (${code}: ${errorCodes[code].remedy})` : message);
  }
}
