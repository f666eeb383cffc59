import { defineCase } from '../../catalogue/case.js';
import { verifyActorIdCert } from '../../certificates/actor-id-cert.js';
import { expectSuccess, expectThat } from '../../check/expect.js';
import { at, idCertOf, judge, lookUpServer, readActor } from '../../steps/look-up.js';
import { rotate } from '../../steps/rotate.js';
import { sendIdCert } from '../../steps/send-id-cert.js';

export default defineCase({
  title: 'keeps ID-Certs by the old key valid and unflagged',
  level: 'MUST',
  basis: ['R19', 'R20'],
  needs: ['administratorToken', 'actor'],
  effect: 'destroys',
  async run(context) {
    const { pem } = await idCertOf(context, context.session);
    await rotate(context);
    const query = { session_id: context.session.id };
    const { answer, idCerts } = await readActor(context, { query });
    const after = idCerts.find((one) => one.pem === pem);
    expectThat(after?.invalidated === false, 'the ID-Cert, not invalidated', 'none', answer);
    const { idCert } = await lookUpServer(context, at(after.notBefore));
    judge(answer, () => verifyActorIdCert(after, idCert));
    expectSuccess(await sendIdCert(context, pem));
  },
});
