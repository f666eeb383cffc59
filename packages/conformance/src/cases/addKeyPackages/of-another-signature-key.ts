import { newKeyPair, rawKey } from '../../certificates/key-pair.js';
import { keyPackageOf, refusesKeyPackage } from '../../steps/publish.js';

export default refusesKeyPackage(
  'that carries another key than its ID-Cert, and is signed with it',
  'P2CORE_KEY_PACKAGE_MISMATCH',
  (context, { idCert }) => {
    const keyPair = newKeyPair();
    const signatureKey = rawKey(keyPair.publicKey);
    return keyPackageOf(context, { idCert, keyPair }, { signatureKey });
  },
);
