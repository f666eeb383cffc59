import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { presentForeign } from '../../steps/present-foreign.js';

export default defineCase({
  title: 'takes the ID-Cert that the home server of a foreign actor signed',
  level: 'MUST',
  basis: ['page', 'R20'],
  needs: ['foreignSession'],
  effect: 'changes',
  async run(context) {
    expectStatus(await presentForeign(context), 201);
  },
});
