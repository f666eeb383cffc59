import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { update } from '../../steps/identify.js';

export default defineCase({
  title: 'answers 502 where the home server cannot be reached',
  level: 'MUST',
  basis: ['R20'],
  needs: ['unreachableSession'],
  effect: 'changes',
  async run(context) {
    const session = context.fixture.unreachableSession ?? { token: '', idCert: '' };
    expectError(await update(context, session, session), 'P2CORE_HOME_SERVER_UNREACHABLE');
  },
});
