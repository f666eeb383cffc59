import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { cipherSuites } from '../../mls/make-key-package.js';
import { newSessionOfKind } from '../../steps/other-keys.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title:
    'for a P-256 key accepts KeyPackages of P-256 and refuses those of Ed25519, where it accepts such keys',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await newSessionOfKind(context, 'P-256');
    const { token } = session;
    const suite = cipherSuites.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    const right = [keyPackageOf(context, session, { suite })];
    expectStatus(await context.send('addKeyPackages', { token, json: right }), 201);
    const wrong = [keyPackageOf(context, session)];
    expectError(await context.send('addKeyPackages', { token, json: wrong }), 'P2CORE_BAD_REQUEST');
  },
});
