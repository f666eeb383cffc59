import type { Handler } from '@p2core/server';
import type { SecondFactor } from '../passwords/second-factor.js';
import { hexOfDecimal } from '../pki/serial-numbers.js';
import type { ReferenceServer } from '../reference-server.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { demandHomeSession } from './home-session.js';

/** `DELETE /session/keymaterial` (R32). */
export function deleteKeyMaterial(
  { store, homeServers }: Pick<ReferenceServer, 'store' | 'homeServers'>,
  secondFactor: SecondFactor,
): Handler<'deleteKeyMaterial', ServerPrincipal> {
  return async ({ parameters, headers }, { principal, address }) => {
    const { fid } = demandHomeSession(principal, homeServers);
    if (!(await secondFactor(fid, headers['X-P2-Sensitive-Solution'], address))) {
      return { error: 'P2CORE_SECOND_FACTOR_REQUIRED' };
    }
    await store.keyMaterial.delete(fid, parameters.serial_numbers.map(hexOfDecimal));
    return { status: 204 };
  };
}
