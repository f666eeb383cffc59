import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectSuccess } from '../../check/expect.js';

export default defineCase({
  title: 'says of each ID-Cert when it was invalidated, and null where it was not',
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
