import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: 'answers 502 where the home server cannot be reached',
  level: 'MUST',
  basis: ['R20'],
  needs: ['unreachableSession'],
  effect: 'changes',
  async run(context) {
    const { token, idCert } = context.fixture.unreachableSession ?? { token: '', idCert: '' };
    const headers = { 'Content-Type': 'application/x-pem-file' };
    const answer = await context.send('updateSessionIdCert', { token, content: idCert, headers });
    expectError(answer, 'P2CORE_HOME_SERVER_UNREACHABLE');
  },
});
