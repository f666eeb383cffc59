import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';
import { lookUpActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'changes the ETag when an ID-Cert is invalidated',
  level: 'MUST',
  basis: ['R23'],
  needs: ['actor', 'spareSessions'],
  effect: 'destroys',
  async run(context) {
    const before = await lookUpActor(context);
    const { id, token } = await context.takeSpareSession();
    expectSuccess(await context.send('deleteSession', { token, json: { session_id: id } }));
    const after = await lookUpActor(context);
    const etag = after.answer.headers.get('ETag');
    const isNew = etag !== before.answer.headers.get('ETag');
    expectThat(isNew, 'another ETag than before', `${etag} again`, after.answer);
  },
});
