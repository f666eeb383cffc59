import { defineCase } from '../../catalogue/case.js';
import { newKeyPair } from '../../certificates/key-pair.js';
import { identify, newForeigner } from '../../steps/identify.js';
import { expectTakenKind } from '../../steps/other-keys.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'logs in a foreign session with a P-256 key, where it accepts such keys',
  level: 'MUST',
  basis: ['R37', 'R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const issued = newForeigner(context, { keyPair: newKeyPair('P-256') });
    const answer = await identify(context, issued);
    expectTakenKind(answer, 'P-256', 'P2CORE_INVALID_ID_CERT');
    await expectAlive(context, (answer.json as { token: string }).token);
  },
});
