import { defineCase } from '../../catalogue/case.js';
import { readActorIdCert, verifyActorIdCert } from '../../certificates/actor-id-cert.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import { judge, lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'issues an ID-Cert that its own key has signed, for the key of the ID-CSR',
  level: 'MUST',
  basis: ['page', 'R29'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { idCert, keyPair, fid, id } = await context.enrolment.newSession(context);
    const server = await lookUpServer(context);
    const read = judge(server.answer, () => readActorIdCert(idCert));
    judge(server.answer, () => verifyActorIdCert(read, server.idCert));
    expectEqual(read.fid, fid, 'the UID');
    expectEqual(read.sessionId, id, 'the session ID');
    expectThat(read.publicKey.equals(keyPair.publicKey), 'the key of the ID-CSR', 'another one');
  },
});
