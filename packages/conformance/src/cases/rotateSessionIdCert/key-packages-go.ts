import { defineCase } from '../../catalogue/case.js';
import { rawKey } from '../../certificates/key-pair.js';
import { expectEqual } from '../../check/expect.js';
import { addFor, setLastResort, takenOf } from '../../steps/publish.js';
import { renewed } from '../../steps/renew.js';
import { expectAlive } from '../../steps/token-life.js';

export default defineCase({
  title: 'deletes all KeyPackages of the former certificate, the last resort too',
  level: 'MUST',
  basis: ['R30'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    await setLastResort(context, session);
    await addFor(context, session, 2);
    const next = await renewed(context, session);
    await expectAlive(context, next.token);
    const left = await takenOf(context, session.fid, 1, next.token);
    const own = left.filter(
      ({ signatureKey }) => signatureKey === rawKey(session.keyPair.publicKey).toString('hex'),
    );
    expectEqual(own.length, 0, 'KeyPackages of the former certificate');
  },
});
