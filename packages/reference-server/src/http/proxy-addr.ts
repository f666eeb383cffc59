import { createRequire } from 'node:module';
import type proxyAddr from 'proxy-addr';

const require = createRequire(import.meta.url);

/** Loads the library `proxy-addr`, which only a server behind proxies needs. */
export function loadProxyAddr(): typeof proxyAddr {
  return require('proxy-addr');
}

/**
 * Says of an address whether it is a trusted proxy's. Throws a `TypeError` if one of the proxies is nothing that `proxy-addr`
 * knows.
 *
 * @param proxies addresses, networks or names such as "loopback", separated by commas
 */
export function compileProxies(proxies: string): (address: string, hop: number) => boolean {
  return loadProxyAddr().compile(proxies.split(/ *, */));
}
