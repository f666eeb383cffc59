import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { cipherSuites } from '../../mls/make-key-package.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title: 'accepts a KeyPackage of another cipher suite that signs with Ed25519',
  level: 'SHOULD',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const suite = cipherSuites.MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519;
    const json = [keyPackageOf(context, session, { suite })];
    expectStatus(await context.send('addKeyPackages', { token: session.token, json }), 201);
  },
});
