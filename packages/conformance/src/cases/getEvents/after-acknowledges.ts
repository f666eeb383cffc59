import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { rotate } from '../../steps/rotate.js';
import { isServerCertificateChange, takeEvents } from '../../steps/take-events.js';

export default defineCase({
  title: 'removes all events up to after, and none for HEAD',
  level: 'MUST',
  basis: ['R16'],
  needs: ['actor', 'administratorToken'],
  effect: 'destroys',
  async run(context) {
    for (let count = 0; count < 2; count++) await rotate(context);
    const { session } = context;
    const { events } = await takeEvents(context, session, { after: '0' });
    const after = events.filter(isServerCertificateChange).at(-2)?.s ?? '';
    await context.send('getEvents', {
      method: 'HEAD',
      token: session.token,
      query: { after: '9007199254740991' },
    });
    const { answer, events: left } = await takeEvents(context, session, { after });
    const numbers = left.map(({ s }) => s);
    const wanted = events.map(({ s }) => s).filter((s) => BigInt(s) > BigInt(after));
    const isRight = !numbers.includes(after) && wanted.every((s) => numbers.includes(s));
    expectThat(isRight, `events after ${after}: ${wanted.join(', ')}`, numbers.join(', '), answer);
  },
});
