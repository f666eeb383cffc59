import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { rotate } from '../../steps/rotate.js';
import { isServerCertificateChange, takeEvents } from '../../steps/take-events.js';

export default defineCase({
  title: 'sends each session the event of a rotation',
  level: 'MUST',
  basis: ['R19'],
  needs: ['administratorToken', 'actor'],
  effect: 'destroys',
  async run(context) {
    const sessions = [context.session, context.secondSession];
    for (const session of sessions) await takeEvents(context, session);
    await rotate(context);
    for (const session of sessions) {
      const { answer, events } = await takeEvents(context, session);
      const isTold = events.some(isServerCertificateChange);
      expectThat(isTold, 'the event ServerCertificateChange', 'none', answer);
    }
  },
});
