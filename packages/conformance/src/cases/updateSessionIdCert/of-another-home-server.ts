import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { presentForeign } from '../../steps/present-foreign.js';

export default defineCase({
  title: "accepts an ID-Cert signed by a foreign actor's home server",
  level: 'MUST',
  basis: ['page', 'R20'],
  needs: ['foreignSession'],
  effect: 'changes',
  async run(context) {
    expectStatus(await presentForeign(context), 201);
  },
});
