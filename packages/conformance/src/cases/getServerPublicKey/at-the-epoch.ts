import { defineCase } from '../../case.js';
import { expectError } from '../../expect.js';
import { at } from '../../look-ups.js';

export default defineCase({
  title: 'has none at the epoch',
  level: 'MUST',
  basis: ['R10'],
  async run({ send }) {
    expectError(await send('getServerPublicKey', at(0)), 'P2CORE_NO_CERT_AT_TIME');
  },
});
