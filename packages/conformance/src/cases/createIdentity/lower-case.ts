import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';

export default defineCase({
  title: 'stores a name in lower case',
  level: 'MUST',
  basis: ['R26'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const name = newName();
    const fid = await context.enrolment.register(context, name.toUpperCase());
    expectEqual(fid, `${name}@${context.domain}`, 'fid');
  },
});
