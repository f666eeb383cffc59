import { newKeyPair } from '../../certificates/key-pair.js';
import { keyPackageOf, refusesLastResort } from '../../steps/publish.js';

export default refusesLastResort(
  'whose leaf node is signed by another key',
  'P2CORE_BAD_REQUEST',
  (context, session) => keyPackageOf(context, session, { leafKey: newKeyPair().privateKey }),
);
