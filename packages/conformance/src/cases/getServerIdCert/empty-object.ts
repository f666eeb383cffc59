import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'reads an empty object as no filter',
  level: 'MUST',
  basis: ['R3'],
  async run(context) {
    const { pem } = await lookUpServer(context);
    const { pem: same, answer } = await lookUpServer(context, { json: {} });
    expectEqual(same, pem, 'the current certificate', answer);
  },
});
