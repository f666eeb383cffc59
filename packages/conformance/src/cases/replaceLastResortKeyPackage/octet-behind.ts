import { keyPackageOf, refusesLastResort } from '../../steps/publish.js';

export default refusesLastResort(
  'with an octet after it',
  'P2CORE_BAD_REQUEST',
  (context, session) =>
    Buffer.concat([Buffer.from(keyPackageOf(context, session), 'base64'), Buffer.of(0)]).toString(
      'base64',
    ),
);
