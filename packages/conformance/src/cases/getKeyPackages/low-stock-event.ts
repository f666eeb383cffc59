import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { isOffered } from '../../fixture/offered.js';
import { Skip } from '../../run/failure.js';
import { isServerCertificateChange, takeEvents } from '../../steps/take-events.js';
import { ownerOf, useUp } from '../../steps/take-key-packages.js';

export default defineCase({
  title: 'sends an event to a session whose KeyPackages run low',
  level: 'MUST',
  basis: ['contract'],
  needs: ['keyPackages', 'actor'],
  effect: 'destroys',
  async run(context) {
    if (!isOffered('getEvents', context.fixture)) throw new Skip('the server offers no getEvents');
    await useUp(context);
    for (const session of ownerOf(context).sessions) {
      const { answer, events } = await takeEvents(context, session);
      const isTold = events.some((event) => !isServerCertificateChange(event));
      expectThat(isTold, 'an event that tells of a low stock', 'none', answer);
    }
  },
});
