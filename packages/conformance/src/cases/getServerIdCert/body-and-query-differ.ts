import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: 'refuses a timestamp that differs between query and body',
  level: 'MUST',
  basis: ['R3'],
  async run({ send }) {
    const answer = await send('getServerIdCert', {
      query: { timestamp: '1' },
      json: { timestamp: '2' },
    });
    expectError(answer, 'P2CORE_BAD_REQUEST');
  },
});
