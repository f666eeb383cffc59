import { defineCase } from '../../catalogue/case.js';
import { forgeIdCert } from '../../certificates/forge.js';
import { expectError } from '../../check/expect.js';
import { update } from '../../steps/identify.js';

export default defineCase({
  title: 'answers 502 where the home server cannot be reached',
  level: 'MUST',
  basis: ['R20'],
  needs: ['unreachableSession'],
  effect: 'changes',
  async run(context) {
    const session = context.fixture.unreachableSession ?? { fid: '', id: '', token: '' };
    // The one of the fixture may be the session's already, and is then 201 again.
    const names = { fid: session.fid, sessionId: session.id, now: context.now() };
    const answer = await update(context, session, { idCert: forgeIdCert(names) });
    expectError(answer, 'P2CORE_HOME_SERVER_UNREACHABLE');
  },
});
