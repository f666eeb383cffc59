import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectStatus } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';

export default defineCase({
  title: 'registers an actor of this server',
  level: 'MUST',
  basis: ['page', 'R26'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const name = newName();
    const fid = await context.enrolment.register(context, name);
    expectEqual(fid, `${name}@${context.domain}`, 'fid');
    const answer = await context.send('getActorIdCerts', { path: { fid } });
    expectStatus(answer, 200);
    expectEqual((answer.json as { idcerts: unknown }).idcerts, [], 'idcerts', answer);
  },
});
