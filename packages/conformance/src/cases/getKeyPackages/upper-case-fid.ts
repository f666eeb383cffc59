import { defineCase } from '../../case.js';
import { expectSuccess } from '../../expect.js';
import { ownerOf } from '../../key-packages.js';

export default defineCase({
  title: 'finds an actor however the Federation ID is written',
  level: 'MUST',
  basis: ['page'],
  needs: ['keyPackages', 'actor'],
  effect: 'changes',
  async run(context) {
    const fid = ownerOf(context).fid.toUpperCase();
    expectSuccess(await context.send('getKeyPackages', { path: { fid } }));
  },
});
