import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newForeignSession } from '../../steps/identify.js';
import { renew } from '../../steps/renew.js';

export default defineCase({
  title: 'answers P2CORE_NOT_HOME to a foreign session',
  level: 'MUST',
  basis: ['R25'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    expectError(await renew(context, session), 'P2CORE_NOT_HOME');
  },
});
