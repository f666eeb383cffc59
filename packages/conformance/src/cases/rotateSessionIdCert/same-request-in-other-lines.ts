import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { makeCsr } from '../../certificates/make-csr.js';
import { expectEqual, expectStatus } from '../../check/expect.js';

export default defineCase({
  title: 'recognises a repeated ID-CSR by its DER, in any PEM form',
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { fid, id, token } = await context.enrolment.newSession(context);
    const csr = makeCsr({ fid, sessionId: id }, newKeyPair());
    const first = await context.send('rotateSessionIdCert', { token, json: { csr } });
    expectStatus(first, 201);
    context.enrolment.keepSecret((first.json as { token: string }).token);
    const other = csr.replaceAll('\n', '\r\n');
    const second = await context.send('rotateSessionIdCert', { token, json: { csr: other } });
    expectEqual(second.json, first.json, 'the answer', second);
  },
});
