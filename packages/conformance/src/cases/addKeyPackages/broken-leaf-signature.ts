import { newKeyPair } from '../../certificates/key-pair.js';
import { keyPackageOf, refusesKeyPackage } from '../../steps/publish.js';

export default refusesKeyPackage(
  'whose leaf node is signed by another key',
  'P2CORE_BAD_REQUEST',
  (context, session) => keyPackageOf(context, session, { leafKey: newKeyPair().privateKey }),
);
