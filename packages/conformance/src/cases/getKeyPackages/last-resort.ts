import { defineCase } from '../../case.js';
import { expectEqual, expectThat } from '../../expect.js';
import { ownerOf, useUp } from '../../key-packages.js';

export default defineCase({
  title: 'gives the last-resort KeyPackage again and again when the others are used up',
  level: 'MUST',
  basis: ['R17'],
  needs: ['keyPackages', 'actor'],
  effect: 'destroys',
  async run(context) {
    const { lastResort, answer } = await useUp(context);
    if (!ownerOf(context).lastResort) {
      expectEqual(answer.json, [], 'the KeyPackages left', answer);
      return;
    }
    expectThat(lastResort !== undefined, 'the last-resort KeyPackage', 'none', answer);
    const again = await context.send('getKeyPackages', { path: { fid: ownerOf(context).fid } });
    expectEqual(again.json, [lastResort], 'the last-resort KeyPackage', again);
  },
});
