import { setImmediate } from 'node:timers/promises';
import { ContractError } from '@p2core/server';
import { now } from '../clock/clock.js';
import { checkKeyPackage, type KeyPackageFault, leafIdentityOf } from '../mls/check-key-package.js';
import {
  DuplicateKeyPackageError,
  ExpiredKeyPackageError,
  IdCertReplacedError,
  KeyPackagesFullError,
  SessionNotFoundError,
} from '../store/errors.js';
import type { Store } from '../store/store.js';
import type { PresentedSession } from './principal.js';

/** KeyPackages that a session uploads. */
interface BroughtKeyPackages {
  /** In Base64. */
  readonly keyPackages: readonly string[];
  readonly lastResort: boolean;
  /** The JSON Pointer of one, by its index. */
  readonly pathOf: (index: number) => string;
}

/** How many ordinary KeyPackages one session may have in stock (R34). */
export const mostInStock = 1000;

/**
 * Checks and stores the KeyPackages of a session, all or none (R34).
 *
 * @throws {ContractError} for the first fault
 */
export async function storeKeyPackages(
  store: Store,
  { fid, sessionId }: Pick<PresentedSession, 'fid' | 'sessionId'>,
  brought: BroughtKeyPackages,
): Promise<void> {
  const { keyPackages, lastResort, pathOf } = brought;
  const at = now();
  const idCert = (await store.idCerts.currentOf(fid, sessionId, at))?.certificate;
  if (idCert === undefined) throw new ContractError('P2CORE_UNAUTHORIZED');
  const identity = leafIdentityOf(idCert);
  const faults: (KeyPackageFault | undefined)[] = [];
  for (const keyPackage of keyPackages) {
    faults.push(await checkKeyPackage(Buffer.from(keyPackage, 'base64'), identity, at));
    // Other requests have their turn between two of them.
    await setImmediate();
  }
  const details = faults.flatMap((fault, index) =>
    fault?.kind === 'invalid' ? [{ path: pathOf(index), message: fault.rule }] : [],
  );
  if (details.length > 0) throw new ContractError('P2CORE_BAD_REQUEST', { details });
  const mismatches = faults.flatMap((fault, index) => (fault ? [index] : []));
  if (mismatches.length > 0) {
    throw refused('P2CORE_KEY_PACKAGE_MISMATCH', mismatches, pathOf);
  }
  try {
    const upload = { fid, sessionId, lastResort, keyPackages, idCert };
    await store.keyPackages.add({ ...upload, most: mostInStock }, at);
  } catch (error) {
    throw refusal(error, pathOf);
  }
}

const messages = {
  P2CORE_BAD_REQUEST: 'must not have expired',
  P2CORE_KEY_PACKAGE_MISMATCH: "does not carry the session's ID-Cert and key",
  P2CORE_KEY_PACKAGE_KNOWN: 'has an init_key that was uploaded before',
};

function refused(
  code: keyof typeof messages,
  indices: readonly number[],
  pathOf: (index: number) => string,
): ContractError {
  const message = messages[code];
  return new ContractError(code, {
    details: indices.map((index) => ({ path: pathOf(index), message })),
  });
}

function refusal(error: unknown, pathOf: (index: number) => string): unknown {
  if (error instanceof DuplicateKeyPackageError) {
    return refused('P2CORE_KEY_PACKAGE_KNOWN', error.indices, pathOf);
  }
  if (error instanceof KeyPackagesFullError) return new ContractError('P2CORE_KEY_PACKAGES_FULL');
  if (error instanceof IdCertReplacedError) return new ContractError('P2CORE_KEY_PACKAGE_MISMATCH');
  if (error instanceof SessionNotFoundError) return new ContractError('P2CORE_UNAUTHORIZED');
  if (error instanceof ExpiredKeyPackageError) {
    return refused('P2CORE_BAD_REQUEST', error.indices, pathOf);
  }
  return error;
}
