import { checkEncryptedPrivateKey, EncryptedKeyError } from '@p2core/id-cert';
import { ContractError, type Handler } from '@p2core/server';
import { schemas } from '@p2core/types';
import { hexOfDecimal } from '../pki/serial-numbers.js';
import type { ReferenceServer } from '../reference-server.js';
import type { ServerPrincipal } from '../sessions/principal.js';
import {
  IdCertNotFoundError,
  KeyMaterialExistsError,
  KeyMaterialFullError,
  SessionNotFoundError,
} from '../store/errors.js';
import { demandHomeSession } from './home-session.js';

/** How many octets key material may have (R32). */
export const mostOctetsOfKeyMaterial = schemas.EncryptedKeyPem['x-p2-max-octets'];

/** How many keys one actor may have (R32). */
export const mostKeyMaterial = schemas.KeyMaterials.maxItems;

/** `POST /session/keymaterial` (R32). No part of the key is logged or repeated. */
export function uploadKeyMaterial({
  store,
  homeServers,
}: Pick<ReferenceServer, 'store' | 'homeServers'>): Handler<'uploadKeyMaterial', ServerPrincipal> {
  return async ({ body: { key_data: keyData, serial_number: serialNumber } }, { principal }) => {
    const { fid, sessionId } = demandHomeSession(principal, homeServers);
    if (Buffer.byteLength(keyData) > mostOctetsOfKeyMaterial) {
      return { error: 'P2CORE_CONTENT_TOO_LARGE' };
    }
    try {
      checkEncryptedPrivateKey(keyData);
      await store.keyMaterial.add({
        ...{ fid, sessionId, keyData, most: mostKeyMaterial },
        serialNumber: serialNumber && hexOfDecimal(serialNumber),
      });
      return { status: 201 };
    } catch (error) {
      if (error instanceof EncryptedKeyError) {
        if (error.reason === 'plaintext') return { error: 'P2CORE_PLAINTEXT_KEY' };
        const details = [{ path: '/body/key_data', message: error.message }];
        throw new ContractError('P2CORE_BAD_REQUEST', { details });
      }
      if (error instanceof IdCertNotFoundError) return { error: 'P2CORE_ID_CERT_NOT_FOUND' };
      if (error instanceof KeyMaterialExistsError) return { error: 'P2CORE_KEY_MATERIAL_EXISTS' };
      if (error instanceof KeyMaterialFullError) return { error: 'P2CORE_KEY_MATERIAL_FULL' };
      if (error instanceof SessionNotFoundError) return { error: 'P2CORE_UNAUTHORIZED' };
      throw error;
    }
  };
}
