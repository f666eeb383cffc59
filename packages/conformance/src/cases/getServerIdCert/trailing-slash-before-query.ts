import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { operationOf } from '../../contract/operation.js';

export default defineCase({
  title: 'ignores one slash at the end of the path in front of a query too',
  level: 'MUST',
  basis: ['R21'],
  async run({ send }) {
    const target = `${operationOf('getServerIdCert').path}/`;
    const answer = await send('getServerIdCert', { target, query: { timestamp: '0' } });
    expectError(answer, 'P2CORE_NO_CERT_AT_TIME');
  },
});
