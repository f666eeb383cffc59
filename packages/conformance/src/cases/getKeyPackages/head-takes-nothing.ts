import { defineCase } from '../../catalogue/case.js';
import { expectSuccess } from '../../check/expect.js';
import { ownerOf, takeFresh } from '../../steps/take-key-packages.js';

export default defineCase({
  title: 'uses up no KeyPackage for HEAD',
  level: 'MUST',
  basis: ['R17', 'R21'],
  needs: ['keyPackages', 'actor'],
  effect: 'changes',
  async run(context) {
    const { fid, stock } = ownerOf(context);
    for (let count = 0; count < stock; count++) {
      expectSuccess(await context.send('getKeyPackages', { method: 'HEAD', path: { fid } }));
    }
    await takeFresh(context, 2);
  },
});
