import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError, expectStatus } from '../../check/expect.js';
import { keyPackageOf, takenOf } from '../../steps/publish.js';

export default defineCase({
  title: 'stores nothing of an array with an expired KeyPackage, not even the init_keys',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.register(context);
    const session = await context.enrolment.newSession(context, { fid });
    const { token } = session;
    const good = keyPackageOf(context, session);
    const json = [good, keyPackageOf(context, session, { notAfter: context.now() - 600 })];
    expectError(await context.send('addKeyPackages', { token, json }), 'P2CORE_BAD_REQUEST');
    expectEqual((await takenOf(context, fid, 1, token)).length, 0, 'the number of KeyPackages');
    expectStatus(await context.send('addKeyPackages', { token, json: [good] }), 201);
  },
});
