import type { Handler } from '@p2core/server';
import { toDecimal } from '../pki/serial-numbers.js';
import type { ReferenceServer } from '../reference-server.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import { demandHomeSession } from './home-session.js';

/** `GET /session/keymaterial` (R32). */
export function getKeyMaterial({
  store,
  homeServers,
}: Pick<ReferenceServer, 'store' | 'homeServers'>): Handler<'getKeyMaterial', ServerPrincipal> {
  return async ({ parameters: { serial_numbers: asked } }, { principal }) => {
    const { fid } = demandHomeSession(principal, homeServers);
    const stored = (await store.keyMaterial.list(fid)).map(({ serialNumber, keyData }) => ({
      key_data: keyData,
      serial_number: toDecimal(serialNumber),
    }));
    if (asked === undefined) return { status: 200, body: stored };
    const there = new Set(stored.map(({ serial_number: serialNumber }) => serialNumber));
    const missing = [...new Set(asked)].filter((serialNumber) => !there.has(serialNumber));
    if (missing.length > 0) {
      return { error: 'P2CORE_KEY_MATERIAL_NOT_FOUND', serial_numbers: missing };
    }
    const body = stored.filter(({ serial_number: serialNumber }) => asked.includes(serialNumber));
    return { status: 200, body };
  };
}
