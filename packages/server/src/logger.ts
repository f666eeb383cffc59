import { inspect } from 'node:util';

/** Receives the reports that must not reach the client. A `pino` logger has this interface. */
export interface Logger {
  error(fields: object, message: string): void;
}

/** The default: each failure is one line of JSON on standard error. */
export const consoleLogger: Logger = {
  error(fields, message) {
    const time = new Date().toISOString();
    const texts = Object.entries(fields).map(([name, value]) => [name, asText(value)]);
    console.error(JSON.stringify({ level: 'error', time, message, ...Object.fromEntries(texts) }));
  },
};

/** An error as text, with its stack, cause and members: `JSON.stringify` would give `{}`. */
function asText(value: unknown): unknown {
  return typeof value === 'object' ? inspect(value) : value;
}
