import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectSuccess } from '../../check/expect.js';

export default defineCase({
  title: 'gives invalidated for each ID-Cert',
  level: 'MUST',
  basis: ['R7'],
  needs: ['actor'],
  async run(context) {
    const answer = await context.send('getActorIdCerts');
    expectSuccess(answer);
    const { idcerts, invalidated } = answer.json as Record<string, unknown[]>;
    expectEqual(invalidated?.length, idcerts?.length, 'the length of invalidated', answer);
  },
});
