import { defineCase } from '../../case.js';
import { expectThat } from '../../expect.js';
import { readActor } from '../../look-ups.js';

export default defineCase({
  title: 'shows ID-Certs that keep the rules',
  level: 'MUST',
  basis: ['page', 'R8'],
  needs: ['actor'],
  async run(context) {
    const { answer, idCerts } = await readActor(context);
    expectThat(idCerts.length > 0, 'an ID-Cert', 'none', answer);
  },
});
