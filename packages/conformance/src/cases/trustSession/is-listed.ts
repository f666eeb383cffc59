import { X509Certificate } from 'node:crypto';
import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { readActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'lists the new ID-Cert among those of the actor',
  level: 'MUST',
  basis: ['page', 'R8'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { idCert, fid, id } = await context.enrolment.newSession(context);
    const options = { path: { fid }, query: { session_id: id } };
    const { idCerts, answer } = await readActor(context, options);
    const own = new X509Certificate(idCert).raw;
    const isThere = idCerts.some(({ pem }) => new X509Certificate(pem).raw.equals(own));
    expectThat(isThere, 'the new ID-Cert', 'a list without it', answer);
  },
});
