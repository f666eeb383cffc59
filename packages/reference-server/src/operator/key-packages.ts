import { ContractError } from '@p2core/server';
import { schemas } from '@p2core/types';
import type { ReferenceServer } from '../reference-server.js';
import { storeKeyPackages } from '../sessions/store-key-packages.js';
import { readActor } from './actors.js';
import { OperatorError } from './errors.js';

const { pattern, minLength, maxLength } = schemas.KeyPackages.items;
const base64 = new RegExp(pattern);

/** Adds KeyPackages, Base64, to the stock of an actor's session (R17), with the checks that a session meets (R34). */
export async function addKeyPackages(
  server: ReferenceServer,
  actor: string,
  options: { sessionId: string; lastResort: boolean; keyPackages: readonly string[] },
): Promise<{ fid: string; session_id: string; added: number }> {
  const { fid, domain } = readActor(server, actor);
  if (domain !== server.config.domain) {
    throw new OperatorError(`only ${domain} keeps KeyPackages of ${fid}`);
  }
  const { sessionId, lastResort, keyPackages } = options;
  if (lastResort && keyPackages.length !== 1) {
    throw new OperatorError('a session has exactly one KeyPackage of last resort: give one');
  }
  for (const keyPackage of keyPackages) {
    const { length } = keyPackage;
    if (!base64.test(keyPackage) || length < minLength || length > maxLength) {
      throw new OperatorError(
        `not a KeyPackage in Base64 of ${minLength} to ${maxLength} characters: ${keyPackage.slice(0, 40)}`,
      );
    }
  }
  const pathOf = (index: number) => `KeyPackage ${index + 1}`;
  await storeKeyPackages(
    server.store,
    { fid, sessionId },
    { keyPackages, lastResort, pathOf },
  ).catch((error: unknown) => {
    throw error instanceof ContractError ? asOperatorError(error, fid, sessionId) : error;
  });
  return { fid, session_id: sessionId, added: keyPackages.length };
}

function asOperatorError(
  { code, message, details = [] }: ContractError,
  fid: string,
  sessionId: string,
): OperatorError {
  if (code === 'P2CORE_UNAUTHORIZED') {
    return new OperatorError(`${fid} has no live session ${sessionId} with an ID-Cert`);
  }
  const listed = details.map(({ path, message: rule }) => `${path} ${rule}`);
  return new OperatorError(listed.length > 0 ? listed.join('; ') : message);
}
