import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { newForeignSession, nextIdCert, tokenOf, update } from '../../steps/identify.js';
import { expectTakenKind } from '../../steps/other-keys.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'accepts an ID-Cert for a P-256 key, where it accepts such keys',
  level: 'MUST',
  basis: ['R20', 'R31'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    const next = nextIdCert(context, session, { keyPair: newKeyPair('P-256') });
    expectTakenKind(await update(context, session, next), 'P-256', 'P2CORE_INVALID_ID_CERT');
    await expectAlive(context, session.token);
    await expectAlive(context, await tokenOf(context, next));
  },
});
