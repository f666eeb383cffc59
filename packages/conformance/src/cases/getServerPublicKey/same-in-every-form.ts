import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectSuccess } from '../../check/expect.js';
import { lookUpKey } from '../../steps/look-up.js';

export default defineCase({
  title: 'gives the same PEM as a JSON string and bare',
  level: 'MUST',
  basis: ['R5'],
  async run(context) {
    const { pem } = await lookUpKey(context);
    for (const type of ['application/x-pem-file', 'text/plain']) {
      const answer = await context.send('getServerPublicKey', { headers: { Accept: type } });
      expectSuccess(answer);
      expectEqual(answer.text.trimEnd(), pem.trimEnd(), `as ${type}, the PEM`, answer);
    }
  },
});
