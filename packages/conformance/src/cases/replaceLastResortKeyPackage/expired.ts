import { keyPackageOf, refusesLastResort } from '../../steps/publish.js';

export default refusesLastResort('that has expired', 'P2CORE_BAD_REQUEST', (context, session) =>
  keyPackageOf(context, session, { notAfter: context.now() - 600 }),
);
