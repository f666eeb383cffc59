import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { ownerOf, takeOneEach, useUp } from '../../steps/take-key-packages.js';

export default defineCase({
  title: 'repeats the last resort when the other KeyPackages are used up',
  level: 'MUST',
  basis: ['R17'],
  needs: ['keyPackages', 'actor'],
  effect: 'destroys',
  async run(context) {
    const { keyPackages, answer } = await useUp(context);
    const { lastResort, sessions } = ownerOf(context);
    const count = lastResort ? sessions.length : 0;
    expectEqual(keyPackages.length, count, 'the number of last-resort KeyPackages:', answer);
    const again = await takeOneEach(context);
    const sorted = [...again.keyPackages].sort();
    expectEqual(sorted, [...keyPackages].sort(), 'the last-resort KeyPackages', again.answer);
  },
});
