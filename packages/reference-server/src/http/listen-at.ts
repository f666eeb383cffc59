import { once } from 'node:events';
import type { Server } from 'node:http';
import { ConfigError } from '../config.js';

/** What to do about an address that cannot be used, by error code. */
const reasons: Record<string, (variable: string) => string> = {
  EADDRINUSE: (variable) =>
    `another program listens there: stop it, or set ${variable} to a free port`,
  EACCES: (variable) => `this user may not listen there: set ${variable} to 1024 or more`,
  EADDRNOTAVAIL: () => 'the machine does not have that address: set HOST to one that it has',
  EAI_AGAIN: () => 'its name cannot be looked up: set HOST to an address of this machine',
  ENOTFOUND: () => 'no such host is known: set HOST to an address of this machine',
};

/**
 * Listens, and waits until the server does.
 *
 * @param variable the environment variable that gives the port
 * @throws {ConfigError} where the address cannot be used
 */
export async function listenAt(
  http: Server,
  variable: string,
  port: number,
  host: string,
): Promise<void> {
  http.listen(port, host);
  try {
    await once(http, 'listening');
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    const reason = reasons[code]?.(variable) ?? message;
    throw new ConfigError(`cannot listen on port ${port} of ${host}: ${reason}`, { cause });
  }
}
