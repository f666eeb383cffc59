import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { at } from '../../steps/look-up.js';

export default defineCase({
  title: 'has none at the latest time that can be asked for',
  level: 'MUST',
  basis: ['R2', 'R10'],
  async run({ send }) {
    expectError(
      await send('getServerPublicKey', at(Number.MAX_SAFE_INTEGER)),
      'P2CORE_NO_CERT_AT_TIME',
    );
  },
});
