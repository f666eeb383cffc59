import { defineCase } from '../../catalogue/case.js';
import { expectError, expectHeader } from '../../check/expect.js';
import { at } from '../../steps/look-up.js';

export default defineCase({
  title: 'forbids caches to store an error',
  level: 'SHOULD',
  basis: ['R23'],
  async run(context) {
    const answer = await context.send('getServerIdCert', at(0));
    expectError(answer, 'P2CORE_NO_CERT_AT_TIME');
    expectHeader(answer, 'Cache-Control', /no-store/);
  },
});
