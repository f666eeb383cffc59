import { defineCase } from '../../catalogue/case.js';
import { verifyActorIdCert } from '../../certificates/actor-id-cert.js';
import { at, judge, lookUpServer, readActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'lists ID-Certs signed by the certificate that the server had when they began',
  level: 'MUST',
  basis: ['page', 'R19', 'R20'],
  needs: ['actor'],
  async run(context) {
    const { answer, idCerts } = await readActor(context);
    for (const idCert of idCerts) {
      const { idCert: server } = await lookUpServer(context, at(idCert.notBefore));
      judge(answer, () => verifyActorIdCert(idCert, server));
    }
  },
});
