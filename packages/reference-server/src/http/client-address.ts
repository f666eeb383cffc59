import { isIP } from 'node:net';
import type { Application } from '@p2core/server';
import { withoutPort } from '../limits/rate-limits.js';
import { compileProxies, loadProxyAddr } from './proxy-addr.js';

/**
 * Gives each request the client's address that trusted proxies name as its `ip`, as Express' `trust proxy` does, and also
 * where a proxy writes a port after the address. What is no address is not believed.
 *
 * @param proxies addresses, networks or names that `proxy-addr` knows, separated by commas
 */
export function clientAddress(proxies: string): Application {
  const proxyAddr = loadProxyAddr();
  const trusts = compileProxies(proxies);
  return (request, _response, next) => {
    const named = proxyAddr(request, (address, hop) => trusts(withoutPort(address), hop));
    const value = isIP(withoutPort(named)) ? named : request.socket.remoteAddress;
    Object.defineProperty(request, 'ip', { value });
    next();
  };
}
