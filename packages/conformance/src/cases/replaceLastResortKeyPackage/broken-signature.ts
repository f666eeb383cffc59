import { keyPackageOf, refusesLastResort } from '../../steps/publish.js';

export default refusesLastResort(
  'with a wrong signature',
  'P2CORE_BAD_REQUEST',
  (context, session) => {
    const broken = Buffer.from(keyPackageOf(context, session), 'base64');
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    return broken.toString('base64');
  },
);
