import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { identify, newForeignSession } from '../../steps/identify.js';
import { expectDead } from '../../steps/token-life.js';

export default defineCase({
  title: 'refuses the ID-Cert of a foreign session that has ended here',
  level: 'MUST',
  basis: ['R13', 'R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    const { token, id } = session;
    expectStatus(await context.send('deleteSession', { token, json: { session_id: id } }), 204);
    await expectDead(context, token);
    expectError(await identify(context, session), 'P2CORE_ID_CERT_INVALIDATED');
  },
});
