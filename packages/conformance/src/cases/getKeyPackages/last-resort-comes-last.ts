import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { ownerOf, takenTexts, useUp } from '../../steps/take-key-packages.js';

export default defineCase({
  title: 'gives every other KeyPackage before the last resort',
  level: 'MUST',
  basis: ['contract', 'R17'],
  needs: ['keyPackages', 'actor'],
  effect: 'destroys',
  async run(context) {
    const { answer } = await useUp(context);
    const { sessions, stock, lastResort } = ownerOf(context);
    const all = sessions.length * (stock + (lastResort ? 1 : 0));
    const unless = 'unless an earlier run has used some of them:';
    expectEqual(
      (await takenTexts(context)).size,
      all,
      `the number of KeyPackages, ${unless}`,
      answer,
    );
  },
});
