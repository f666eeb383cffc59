import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { identify, newForeignSession } from '../../steps/identify.js';

export default defineCase({
  title: 'refuses a log-in after the home server has flagged the ID-Cert',
  level: 'MUST',
  basis: ['R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await newForeignSession(context);
    const issued = { ...session, sessionId: session.id };
    context.homeServer.invalidate(issued, context.now());
    expectError(await identify(context, session), 'P2CORE_ID_CERT_INVALIDATED');
  },
});
