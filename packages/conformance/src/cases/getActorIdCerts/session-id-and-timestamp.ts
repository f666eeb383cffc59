import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import { lookUpActor, readActor, someIdCert } from '../../steps/look-up.js';

export default defineCase({
  title: 'narrows the ID-Certs of a time to one session',
  level: 'MUST',
  basis: ['R8'],
  needs: ['actor'],
  async run(context) {
    const { pem, notBefore, notAfter } = await someIdCert(context);
    const all = await readActor(context);
    const latest = Math.max(...all.idCerts.map((one) => one.notBefore));
    const query = { session_id: context.session.id, timestamp: String(latest) };
    const { answer, idCerts } = await readActor(context, { query });
    const isListed = idCerts.some((one) => one.pem === pem);
    expectThat(isListed, 'the ID-Cert of the session', 'a list without it', answer);
    for (const { sessionId } of idCerts)
      expectEqual(sessionId, query.session_id, 'the session', answer);
    for (const time of [notBefore - 1, notAfter + 1]) {
      const timestamp = String(time);
      const look = await lookUpActor(context, { query: { ...query, timestamp } });
      const isThere = look.listed.some((one) => one.pem === pem);
      expectThat(!isThere, 'a list without the ID-Cert', 'one with it', look.answer);
    }
  },
});
