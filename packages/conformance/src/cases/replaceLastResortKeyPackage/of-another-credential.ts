import { keyPackageOf, refusesLastResort } from '../../steps/publish.js';

export default refusesLastResort(
  'with the ID-Cert of another session as its credential',
  'P2CORE_KEY_PACKAGE_MISMATCH',
  async (context, session) => {
    const { idCert } = await context.enrolment.newSession(context);
    return keyPackageOf(context, session, { credential: { idCert } });
  },
);
