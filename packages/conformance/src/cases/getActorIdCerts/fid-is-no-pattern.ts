import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: 'reads % and _ in a Federation ID as themselves',
  level: 'MUST',
  basis: ['R9'],
  needs: ['actor'],
  async run(context) {
    const { fid } = context.actor;
    const patterns = [fid.replace(/^./, '_'), fid.replace(/^[^@]+/, '%')];
    for (const pattern of patterns.filter((one) => one !== fid)) {
      const path = { fid: encodeURIComponent(pattern) };
      const answer = await context.send('getActorIdCerts', { path });
      expectError(answer, 'P2CORE_ACTOR_NOT_FOUND');
    }
  },
});
