import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';

export default defineCase({
  title: 'does not rotate when it answers 406',
  level: 'MUST',
  basis: ['R5'],
  needs: ['administratorToken'],
  effect: 'destroys',
  async run({ send }) {
    const before = await send('getServerIdCert');
    const refused = await send('rotateServerIdentityKey', { headers: { Accept: 'image/png' } });
    expectError(refused, 'P2CORE_NOT_ACCEPTABLE');
    const after = await send('getServerIdCert');
    expectEqual(after.json, before.json, 'the certificate', after);
  },
});
