import { keyPackageOf, refusesKeyPackage } from '../../steps/publish.js';

export default refusesKeyPackage(
  'whose credential is a name and no ID-Cert',
  'P2CORE_KEY_PACKAGE_MISMATCH',
  (context, session) => keyPackageOf(context, session, { credential: { basic: session.fid } }),
);
