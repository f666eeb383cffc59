import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newForeignSession } from '../../steps/identify.js';
import { renew } from '../../steps/renew.js';

export default defineCase({
  title: 'says that a foreign session is not at home here',
  level: 'MUST',
  basis: ['R25'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    expectError(await renew(context, session), 'P2CORE_NOT_HOME');
  },
});
