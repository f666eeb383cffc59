import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { setLastResort } from '../../steps/publish.js';

export default defineCase({
  title: 'accepts the current last resort again',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const json = await setLastResort(context, session);
    const { token } = session;
    expectStatus(await context.send('replaceLastResortKeyPackage', { token, json }), 204);
  },
});
