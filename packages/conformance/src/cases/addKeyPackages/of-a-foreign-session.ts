import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newForeignSession } from '../../steps/identify.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title: 'answers P2CORE_NOT_HOME to a foreign session',
  level: 'MUST',
  basis: ['R25', 'R34'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    const json = [keyPackageOf(context, session)];
    const answer = await context.send('addKeyPackages', { token: session.token, json });
    expectError(answer, 'P2CORE_NOT_HOME');
  },
});
