import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { identify } from '../../steps/identify.js';

export default defineCase({
  title: 'refuses the ID-Cert of a session of its own actor that has ended',
  level: 'MUST',
  basis: ['R13', 'R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const { token, id } = session;
    expectStatus(await context.send('deleteSession', { token, json: { session_id: id } }), 204);
    expectError(await identify(context, session), 'P2CORE_ID_CERT_INVALIDATED');
  },
});
