import { defineCase } from '../../case.js';
import { expectEqual, expectSuccess, expectThat } from '../../expect.js';

export default defineCase({
  title: 'gives the KeyPackage of an actor to a session of another one',
  level: 'MUST',
  basis: ['page', 'R17'],
  needs: ['otherActor', 'keyPackages'],
  effect: 'changes',
  async run({ send, fixture }) {
    const answer = await send('getKeyPackages', {
      token: fixture.otherActor?.sessions[0]?.token ?? null,
      path: { fid: fixture.keyPackages?.fid ?? '' },
    });
    expectSuccess(answer);
    const given = answer.json;
    expectThat(Array.isArray(given), 'a list', typeof given, answer);
    expectEqual(given.length, 1, 'the number of KeyPackages', answer);
  },
});
