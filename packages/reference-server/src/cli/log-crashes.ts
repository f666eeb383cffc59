import type { Logger } from 'pino';

/**
 * Logs as JSON what Node would write to standard error as text. An unhandled rejection does not end the server; an
 * uncaught exception does, because the state after it is unknown.
 */
export function logCrashes(logger: Logger): void {
  process.on('unhandledRejection', (err) => {
    logger.error({ err }, 'a promise was rejected without a handler');
  });
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'the server stops because of an uncaught exception');
    process.exit(1);
  });
  process.removeAllListeners('warning');
  process.on('warning', (err) => logger.warn({ err }, 'Node warns'));
}
