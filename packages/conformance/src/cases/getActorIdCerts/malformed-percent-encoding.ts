import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: 'refuses a path with malformed percent-encoding',
  level: 'MUST',
  basis: ['R24'],
  async run(context) {
    const answer = await context.send('getActorIdCerts', { path: { fid: '%zz@%' } });
    expectError(answer, 'P2CORE_BAD_REQUEST');
  },
});
