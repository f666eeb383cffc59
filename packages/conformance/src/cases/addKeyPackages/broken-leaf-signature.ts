import { newKeyPair } from '../../certificates/key-pair.js';
import { keyPackageOf, refusesKeyPackage } from '../../steps/publish.js';

export default refusesKeyPackage(
  'whose leaf node another key has signed',
  'P2CORE_BAD_REQUEST',
  (context, session) => keyPackageOf(context, session, { leafKey: newKeyPair().privateKey }),
);
