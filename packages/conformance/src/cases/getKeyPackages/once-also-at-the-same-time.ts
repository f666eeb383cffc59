import { defineCase } from '../../catalogue/case.js';
import { takeFresh } from '../../steps/take-key-packages.js';

export default defineCase({
  title: 'gives each KeyPackage out once, also to simultaneous requests',
  level: 'MUST',
  basis: ['R17'],
  needs: ['keyPackages', 'actor'],
  effect: 'changes',
  async run(context) {
    await takeFresh(context, 8, { atOnce: true });
  },
});
