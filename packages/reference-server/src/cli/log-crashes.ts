import type { Logger } from 'pino';

/**
 * Has the log say, in a line of JSON, what Node would write to standard error in its own words. A promise that fails
 * without anybody waiting for it does not end the server; an exception that nobody caught does, for what it has left
 * half done is not known.
 */
export function logCrashes(logger: Logger): void {
  process.on('unhandledRejection', (err) => {
    logger.error({ err }, 'a promise failed, and nobody waited for it');
  });
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'the server ends, for nobody caught an exception');
    process.exit(1);
  });
  process.removeAllListeners('warning');
  process.on('warning', (err) => logger.warn({ err }, 'Node warns'));
}
