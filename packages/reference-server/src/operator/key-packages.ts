import { schemas } from '@p2core/types';
import type { ReferenceServer } from '../reference-server.js';
import { readActor } from './actors.js';
import { OperatorError } from './errors.js';

const { pattern, minLength, maxLength } = schemas.KeyPackages.items;
const base64 = new RegExp(pattern);

/** Adds KeyPackages, Base64, to the stock of an actor's session (R17). */
export async function addKeyPackages(
  server: ReferenceServer,
  actor: string,
  options: { sessionId: string; lastResort: boolean; keyPackages: readonly string[] },
): Promise<{ fid: string; session_id: string; added: number }> {
  const { fid } = readActor(server, actor);
  for (const keyPackage of options.keyPackages) {
    const { length } = keyPackage;
    if (!base64.test(keyPackage) || length < minLength || length > maxLength) {
      throw new OperatorError(
        `not a KeyPackage in Base64 of ${minLength} to ${maxLength} characters: ${keyPackage.slice(0, 40)}`,
      );
    }
  }
  await server.store.keyPackages.add({ fid, ...options, keyPackages: [...options.keyPackages] });
  return { fid, session_id: options.sessionId, added: options.keyPackages.length };
}
