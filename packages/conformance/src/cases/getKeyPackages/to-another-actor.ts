import { defineCase } from '../../catalogue/case.js';
import { takeFresh } from '../../steps/take-key-packages.js';

export default defineCase({
  title: 'gives the KeyPackages of an actor to a session of another one',
  level: 'MUST',
  basis: ['page', 'R17'],
  needs: ['otherActor', 'keyPackages'],
  effect: 'changes',
  async run(context) {
    const token = context.fixture.otherActor?.sessions[0]?.token ?? null;
    await takeFresh(context, 1, { request: { token } });
  },
});
