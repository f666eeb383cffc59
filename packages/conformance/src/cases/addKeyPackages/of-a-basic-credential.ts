import { keyPackageOf, refusesKeyPackage } from '../../steps/publish.js';

export default refusesKeyPackage(
  'with a basic credential in place of the ID-Cert',
  'P2CORE_KEY_PACKAGE_MISMATCH',
  (context, session) => keyPackageOf(context, session, { credential: { basic: session.fid } }),
);
