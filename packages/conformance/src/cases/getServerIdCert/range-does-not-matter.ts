import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'ignores Range',
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    const { pem } = await lookUpServer(context);
    const { pem: same, answer } = await lookUpServer(context, { headers: { Range: 'bytes=0-9' } });
    expectEqual(same, pem, 'the whole certificate', answer);
  },
});
