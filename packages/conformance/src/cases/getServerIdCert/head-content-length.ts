import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectSuccess } from '../../check/expect.js';

export default defineCase({
  title: 'says of HEAD no other length than GET has (RFC 9110 section 8.6)',
  level: 'MUST',
  basis: ['R21'],
  async run({ send }) {
    const got = await send('getServerIdCert');
    expectSuccess(got);
    const head = await send('getServerIdCert', { method: 'HEAD' });
    const length = head.headers.get('Content-Length') ?? String(got.octets.length);
    expectEqual(length, String(got.octets.length), 'the Content-Length', head);
  },
});
