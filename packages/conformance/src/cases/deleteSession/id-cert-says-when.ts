import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';
import { timeOf } from '../../run/clock.js';
import { idCertOf } from '../../steps/look-up.js';

export default defineCase({
  title: 'gives the end of the session as invalidated_at of its ID-Cert',
  level: 'MUST',
  basis: ['R8', 'R13'],
  needs: ['actor', 'spareSessions'],
  effect: 'destroys',
  async run(context) {
    const { id, token } = await context.takeSpareSession();
    const { pem } = await idCertOf(context, { id });
    const before = timeOf(await context.send('getActorIdCerts'));
    const ended = await context.send('deleteSession', { token, json: { session_id: id } });
    expectSuccess(ended);
    const answer = await context.send('getActorIdCerts', { query: { session_id: id } });
    const { idcerts, invalidated_at: times } = answer.json as {
      idcerts: string[];
      invalidated_at?: (number | null)[];
    };
    const time = times?.[idcerts.indexOf(pem)] ?? 0;
    const isBetween = time >= before - 1 && time <= timeOf(answer) + 1;
    expectThat(isBetween, `a time from ${before} to ${timeOf(answer)}`, String(time), answer);
  },
});
