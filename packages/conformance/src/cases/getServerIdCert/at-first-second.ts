import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { at, lookUpServer, serverHistory } from '../../steps/look-up.js';

export default defineCase({
  title: 'has its first certificate in the first second of its validity',
  level: 'MUST',
  basis: ['R10', 'contract'],
  async run(context) {
    const [first] = await serverHistory(context);
    const { pem, answer } = await lookUpServer(context, at(first?.idCert.notBefore ?? 0));
    expectEqual(pem, first?.pem, 'the first certificate', answer);
  },
});
