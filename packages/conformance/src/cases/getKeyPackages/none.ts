import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectSuccess } from '../../check/expect.js';
import { Skip } from '../../run/failure.js';

export default defineCase({
  title: 'has an empty list of an actor that has no KeyPackages',
  level: 'MUST',
  basis: ['R17'],
  needs: ['actor', 'otherActor'],
  effect: 'changes',
  async run(context) {
    const fid = context.fixture.otherActor?.fid ?? '';
    if (fid === context.fixture.keyPackages?.fid) throw new Skip('that actor has KeyPackages');
    const answer = await context.send('getKeyPackages', { path: { fid } });
    expectSuccess(answer);
    expectEqual(answer.json, [], 'the KeyPackages', answer);
  },
});
