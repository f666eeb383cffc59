import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { at, lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'has the current certificate in the last second of its validity',
  level: 'MUST',
  basis: ['R10', 'contract'],
  async run(context) {
    const { pem, idCert } = await lookUpServer(context);
    const then = await lookUpServer(context, at(idCert.notAfter));
    expectEqual(then.pem, pem, 'the current certificate', then.answer);
  },
});
