import { defineCase } from '../../catalogue/case.js';
import { issueIdCert } from '../../certificates/forge.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { expectError } from '../../check/expect.js';
import { identify, newForeigner } from '../../steps/identify.js';

export default defineCase({
  title: "refuses an ID-Cert signed by another key than the home server's",
  level: 'MUST',
  basis: ['R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const { fid, sessionId } = newForeigner(context);
    const keyPair = newKeyPair();
    const names = { fid, sessionId, now: context.now() };
    const idCert = issueIdCert(names, keyPair.publicKey, newKeyPair().privateKey);
    expectError(await identify(context, { idCert, keyPair }), 'P2CORE_ID_CERT_UNTRUSTED');
  },
});
