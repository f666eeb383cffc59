import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { sessionWithEvents, takeEvents } from '../../steps/take-events.js';

export default defineCase({
  title: 'keeps events newer than after until a later after',
  level: 'MUST',
  basis: ['R16'],
  needs: ['events'],
  effect: 'changes',
  async run(context) {
    const { session } = await sessionWithEvents(context);
    const first = await takeEvents(context, session, { after: '0' });
    const again = await takeEvents(context, session, { after: '0' });
    expectEqual(
      again.events.slice(0, first.events.length),
      first.events,
      'the events',
      again.answer,
    );
  },
});
