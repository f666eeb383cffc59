import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { expectError } from '../../check/expect.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'refuses an ID-CSR that another key than its own has signed',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.actor(context);
    const answer = await trust(context, { fid, csr: { signer: newKeyPair().privateKey } });
    expectError(answer, 'P2CORE_INVALID_ID_CSR');
  },
});
