import { defineCase } from '../../catalogue/case.js';
import { readActorIdCert, verifyActorIdCert } from '../../certificates/actor-id-cert.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import { judge, lookUpServer } from '../../steps/look-up.js';
import { renewed } from '../../steps/renew.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'issues an ID-Cert for the new key of the session',
  level: 'MUST',
  basis: ['page', 'R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const next = await renewed(context, session);
    const server = await lookUpServer(context);
    const read = judge(server.answer, () => readActorIdCert(next.idCert));
    judge(server.answer, () => verifyActorIdCert(read, server.idCert));
    expectEqual(read.sessionId, session.id, 'the session ID');
    expectThat(read.publicKey.equals(next.keyPair.publicKey), 'the new key', 'another one');
    await expectAlive(context, next.token);
  },
});
