import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';

export default defineCase({
  title: 'does not know an actor that is not registered',
  level: 'MUST',
  basis: ['R9'],
  async run(context) {
    const fid = `nobody-of-that-name@${context.domain}`;
    expectError(await context.send('getActorIdCerts', { path: { fid } }), 'P2CORE_ACTOR_NOT_FOUND');
  },
});
