import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { expectError } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';
import { trust } from '../../steps/trust.js';

export default defineCase({
  title: 'checks the signature of an ID-CSR before its subject',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.actor(context);
    const csrOf = `${newName()}@${context.domain}`;
    const csr = { signer: newKeyPair().privateKey };
    expectError(await trust(context, { fid, csrOf, csr }), 'P2CORE_INVALID_ID_CSR');
  },
});
