import { defineCase } from '../../case.js';
import { expectEqual } from '../../expect.js';
import { readActor } from '../../look-ups.js';

export default defineCase({
  title: 'shows ID-Certs of that actor alone',
  level: 'MUST',
  basis: ['page'],
  needs: ['actor'],
  async run(context) {
    const { answer, idCerts } = await readActor(context);
    for (const { fid } of idCerts)
      expectEqual(fid, context.actor.fid.toLowerCase(), 'the UID', answer);
  },
});
