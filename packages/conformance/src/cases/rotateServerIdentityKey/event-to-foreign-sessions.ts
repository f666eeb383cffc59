import { defineCase } from '../../case.js';
import { isServerCertificateChange, takeEvents } from '../../events.js';
import { expectThat } from '../../expect.js';
import { Skip } from '../../failure.js';
import { rotate } from '../../rotation.js';

export default defineCase({
  title: "tells the sessions of other home servers' actors of the rotation too",
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
