import { defineCase } from '../../catalogue/case.js';
import { describe, expectSuccess, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'answers a JSON body without Content-Type to Accept */* with a JSON string',
  level: 'MUST',
  basis: ['R3', 'R4', 'R5'],
  async run({ send }) {
    const answer = await send('getServerIdCert', {
      content: '{}',
      headers: { Accept: '*/*', Origin: undefined },
    });
    expectSuccess(answer);
    expectThat(typeof answer.json === 'string', 'a JSON string', describe(answer), answer);
  },
});
