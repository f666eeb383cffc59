import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectSuccess } from '../../check/expect.js';

export default defineCase({
  title: 'gives HEAD the Content-Length of GET (RFC 9110 section 8.6)',
  level: 'MUST',
  basis: ['R21'],
  async run({ send }) {
    const got = await send('getServerIdCert');
    expectSuccess(got);
    const head = await send('getServerIdCert', { method: 'HEAD' });
    // A compressed answer has another length than its content.
    const length = got.headers.get('Content-Length') ?? String(got.octets.length);
    const said = head.headers.get('Content-Length') ?? length;
    expectEqual(said, length, 'the Content-Length', head);
  },
});
