import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { readActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'lists ID-Certs of only that actor',
  level: 'MUST',
  basis: ['page'],
  needs: ['actor'],
  async run(context) {
    const { answer, idCerts } = await readActor(context);
    for (const { fid } of idCerts)
      expectEqual(fid, context.actor.fid.toLowerCase(), 'the UID', answer);
  },
});
