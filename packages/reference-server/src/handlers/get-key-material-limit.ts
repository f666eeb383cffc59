import type { Handler } from '@p2core/server';
import type { ServerPrincipal } from '../sessions/principal.js';
import { mostOctetsOfKeyMaterial } from './upload-key-material.js';

/** `OPTIONS /session/keymaterial` (R33). */
export const getKeyMaterialLimit: Handler<'getKeyMaterialLimit', ServerPrincipal> = () => ({
  status: 200,
  headers: { 'X-Max-Payload-Size': String(mostOctetsOfKeyMaterial) },
});
