import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { makeCsr } from '../../certificates/make-csr.js';
import { expectStatus } from '../../check/expect.js';
import { newSessionId } from '../../enrolment/enrolment.js';

export default defineCase({
  title: 'accepts an actor_name in capitals',
  level: 'MUST',
  basis: ['R26'],
  needs: ['registration'],
  effect: 'changes',
  async run({ send, enrolment }) {
    const fid = await enrolment.actor({ send });
    const csr = makeCsr({ fid, sessionId: newSessionId() }, newKeyPair());
    const actor_name = fid.split('@')[0]?.toUpperCase();
    const json = { actor_name, csr, auth_payload: enrolment.credentials };
    const answer = await send('trustSession', { json });
    expectStatus(answer, 201);
    enrolment.keepSecret((answer.json as { token: string }).token);
  },
});
