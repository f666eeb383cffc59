import { defineCase } from '../../catalogue/case.js';
import { expectError, expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'names each fault of a request',
  level: 'SHOULD',
  basis: ['R24'],
  async run(context) {
    const query = { timestamp: 'yesterday', session_id: '' };
    const answer = await context.send('getActorIdCerts', { query, path: { fid: 'alice' } });
    expectError(answer, 'P2CORE_BAD_REQUEST');
    const { details = [] } = answer.json as { details?: { path: string }[] };
    const named = details.map(({ path }) => path);
    for (const name of ['fid', 'timestamp', 'session_id']) {
      const isNamed = named.some((path) => path.endsWith(`/${name}`));
      expectThat(isNamed, `a detail of ${name}`, named.join(', ') || 'none', answer);
    }
  },
});
