import { X509Certificate } from 'node:crypto';
import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import { renewed } from '../../steps/renew.js';

export default defineCase({
  title: 'flags the former certificate, with the time',
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const before = context.now();
    await renewed(context, session);
    const options = { path: { fid: session.fid }, query: { session_id: session.id } };
    const answer = await context.send('getActorIdCerts', options);
    const { idcerts, invalidated, invalidated_at } = answer.json as {
      idcerts: string[];
      invalidated: boolean[];
      invalidated_at: (number | null)[];
    };
    const own = new X509Certificate(session.idCert).raw;
    const at = idcerts.findIndex((pem) => new X509Certificate(pem).raw.equals(own));
    expectEqual(invalidated[at], true, 'invalidated of the former certificate', answer);
    const since = invalidated_at[at] ?? 0;
    expectThat(
      Math.abs(since - before) <= 10,
      `invalidated_at of about ${before}`,
      `${since}`,
      answer,
    );
  },
});
