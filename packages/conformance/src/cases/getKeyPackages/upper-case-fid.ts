import { defineCase } from '../../catalogue/case.js';
import { ownerOf, takeFresh } from '../../steps/take-key-packages.js';

export default defineCase({
  title: 'finds an actor however the Federation ID is written',
  level: 'MUST',
  basis: ['page'],
  needs: ['keyPackages', 'actor'],
  effect: 'changes',
  async run(context) {
    const path = { fid: ownerOf(context).fid.toUpperCase() };
    await takeFresh(context, 1, { request: { path } });
  },
});
