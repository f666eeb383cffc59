import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { newForeignSession, tokenOf } from '../../steps/identify.js';

export default defineCase({
  title: 'asks the home server at each log-in, with no-cache',
  level: 'MUST',
  basis: ['R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const { token: _token, ...session } = await newForeignSession(context);
    const { asked } = context.homeServer;
    const before = asked.length;
    await tokenOf(context, session);
    const again = asked.slice(before).filter(({ path }) => path.includes('/actor/'));
    expectThat(again.length > 0, 'a look-up of the actor at her home server', 'none');
    const isPastCaches = again.some(({ cacheControl }) => /no-cache/i.test(cacheControl ?? ''));
    expectThat(isPastCaches, 'Cache-Control: no-cache in it', again[0]?.cacheControl ?? 'none');
  },
});
