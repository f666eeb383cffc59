import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { Skip } from '../../run/failure.js';

export default defineCase({
  title: 'compares tokens with regard to case',
  level: 'MUST',
  basis: ['page'],
  needs: ['actor'],
  async run({ send, session }) {
    const token = session.token.replace(/[a-z]/gi, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
    if (token === session.token) throw new Skip('the token has no letters');
    expectError(await send('getEvents', { token }), 'P2CORE_UNAUTHORIZED');
  },
});
