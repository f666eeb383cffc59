import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { Skip } from '../../run/failure.js';
import { rotate } from '../../steps/rotate.js';
import { isServerCertificateChange, takeEvents } from '../../steps/take-events.js';

export default defineCase({
  title: 'sends foreign sessions the event of a rotation too',
  level: 'MUST',
  basis: ['R19'],
  needs: ['administratorToken', 'foreignSession'],
  effect: 'destroys',
  async run(context) {
    const session = context.fixture.foreignSession;
    if (session === undefined) throw new Skip('the fixture gives no foreignSession');
    await takeEvents(context, session);
    await rotate(context);
    const { answer, events } = await takeEvents(context, session);
    const isTold = events.some(isServerCertificateChange);
    expectThat(isTold, 'the event ServerCertificateChange', 'none', answer);
  },
});
