import { defineCase } from '../../catalogue/case.js';
import { expectError, expectThat } from '../../check/expect.js';
import { keyPackageOf } from '../../steps/publish.js';

export default defineCase({
  title: 'refuses a KeyPackage with a wrong signature, and names it',
  level: 'MUST',
  basis: ['R34'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const session = await context.enrolment.newSession(context);
    const broken = Buffer.from(keyPackageOf(context, session), 'base64');
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    const json = [keyPackageOf(context, session), broken.toString('base64')];
    const answer = await context.send('addKeyPackages', { token: session.token, json });
    expectError(answer, 'P2CORE_BAD_REQUEST');
    const { details } = answer.json as { details?: { path: string }[] };
    const isNamed = details?.some(({ path }) => /(^|\D)1(\D|$)/.test(path)) === true;
    expectThat(isNamed, 'details that name index 1', JSON.stringify(details ?? null), answer);
  },
});
