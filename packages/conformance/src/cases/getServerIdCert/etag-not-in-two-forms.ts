import { defineCase } from '../../catalogue/case.js';
import { expectHeader, expectStatus } from '../../check/expect.js';
import { Skip } from '../../run/failure.js';

export default defineCase({
  title: 'does not answer 304 to the ETag of another media type',
  level: 'MUST',
  basis: ['R5', 'R23'],
  async run({ send }) {
    const json = await send('getServerIdCert', { headers: { Accept: 'application/json' } });
    const etag = expectHeader(json, 'ETag');
    if (etag.startsWith('W/')) throw new Skip('the ETag is weak');
    const headers = { Accept: 'text/plain', 'If-None-Match': etag };
    expectStatus(await send('getServerIdCert', { headers }), 200);
  },
});
