import { defineCase } from '../../catalogue/case.js';
import { takeFresh } from '../../steps/take-key-packages.js';

export default defineCase({
  title: 'gives one KeyPackage for each session of the actor',
  level: 'MUST',
  basis: ['page', 'R17'],
  needs: ['keyPackages', 'actor'],
  effect: 'changes',
  async run(context) {
    await takeFresh(context, 1);
  },
});
