import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'reads a number by its value: 1.0 is 1',
  level: 'MUST',
  basis: ['R2'],
  async run(context) {
    const { pem, idCert, answer } = await lookUpServer(context);
    for (const written of [`${idCert.notAfter}.0`, `${idCert.notAfter}e0`]) {
      const then = await lookUpServer(context, {
        content: `{"timestamp":${written}}`,
        headers: { 'Content-Type': 'application/json' },
      });
      expectEqual(then.pem, pem, 'the current certificate', answer);
    }
  },
});
