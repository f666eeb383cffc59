import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { at, lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'accepts a number in the body with the equal string in the query',
  level: 'MUST',
  basis: ['R2', 'R3'],
  async run(context) {
    const { pem, idCert } = await lookUpServer(context);
    const both = { ...at(idCert.notAfter), json: { timestamp: idCert.notAfter } };
    const { pem: same, answer } = await lookUpServer(context, both);
    expectEqual(same, pem, 'the current certificate', answer);
  },
});
