import { demand } from '../errors.js';
import {
  checkCriticality,
  type Extension,
  readBasicConstraints,
  readKeyUsage,
} from './extensions.js';

/**
 * Checks the extensions of an actor's ID-Cert, or those that an ID-CSR requests.
 *
 * @throws {IdCertError} `malformed`
 */
export function checkActorExtensions(
  extensions: readonly Extension[],
  presence: 'keyUsage is required' | 'keyUsage is optional',
): void {
  checkCriticality(extensions);
  demand(!readBasicConstraints(extensions).isCa, 'basicConstraints must not have CA true');
  const hasKeyUsage = extensions.some(({ label }) => label === 'keyUsage');
  if (presence === 'keyUsage is optional' && !hasKeyUsage) return;
  const hasUse = readKeyUsage(extensions);
  demand(!hasUse('keyCertSign'), 'keyUsage must not have keyCertSign');
  demand(
    hasUse('digitalSignature') !== hasUse('contentCommitment'),
    'keyUsage must have exactly one of digitalSignature and contentCommitment',
  );
}
