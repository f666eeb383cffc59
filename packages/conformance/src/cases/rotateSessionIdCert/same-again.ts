import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { renew } from '../../steps/renew.js';

export default defineCase({
  title: 'gives the same ID-CSR with the former token the same answer',
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const keyPair = newKeyPair();
    const first = await renew(context, session, { keyPair });
    const second = await renew(context, session, { keyPair });
    expectStatus(first, 201);
    expectEqual(second.json, first.json, 'the answer', second);
  },
});
