/** Where the stubs report what must not reach the client. A `pino` logger fits as it is. */
export interface Logger {
  error(fields: object, message: string): void;
}

/** Drops everything: the default, for a library forces no logger on anyone. */
export const silentLogger: Logger = { error() {} };
