import { cipherSuites } from '../../mls/make-key-package.js';
import { keyPackageOf, refusesKeyPackage } from '../../steps/publish.js';

export default refusesKeyPackage(
  'of a cipher suite that signs with another kind of key',
  'P2CORE_BAD_REQUEST',
  (context, session) =>
    keyPackageOf(context, session, { suite: cipherSuites.MLS_128_DHKEMP256_AES128GCM_SHA256_P256 }),
);
