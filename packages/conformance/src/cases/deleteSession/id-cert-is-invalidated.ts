import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectSuccess } from '../../check/expect.js';
import { idCertOf, lookUpActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'flags the ID-Cert of an ended session, now and for the time of its beginning',
  level: 'MUST',
  basis: ['R8', 'R13'],
  needs: ['actor', 'spareSessions'],
  effect: 'destroys',
  async run(context) {
    const { id, token } = await context.takeSpareSession();
    const json = { session_id: id };
    const { pem, notBefore } = await idCertOf(context, { id });
    const live = await idCertOf(context, context.session);
    expectSuccess(await context.send('deleteSession', { token, json }));
    for (const query of [{}, { timestamp: String(notBefore) }]) {
      const look = await lookUpActor(context, { query });
      const flagOf = (wanted: string) => look.listed.find((one) => one.pem === wanted)?.invalidated;
      expectEqual(flagOf(pem), true, 'invalidated', look.answer);
      expectEqual(flagOf(live.pem) ?? false, false, 'that of a live session', look.answer);
    }
  },
});
