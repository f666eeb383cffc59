import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectSuccess } from '../../check/expect.js';

export default defineCase({
  title: 'gives invalidated_at for each ID-Cert, null where it was not invalidated',
  level: 'MUST',
  basis: ['R7', 'R8'],
  needs: ['actor'],
  async run(context) {
    const answer = await context.send('getActorIdCerts');
    expectSuccess(answer);
    const { invalidated, invalidated_at: times } = answer.json as Record<string, unknown[]>;
    const flags = times?.map((time) => time !== null);
    expectEqual(flags, invalidated, 'whether invalidated_at has times', answer);
  },
});
