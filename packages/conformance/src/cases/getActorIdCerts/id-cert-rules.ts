import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { readActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'lists ID-Certs that keep the rules',
  level: 'MUST',
  basis: ['page', 'R8'],
  needs: ['actor'],
  async run(context) {
    const { answer, idCerts } = await readActor(context);
    expectThat(idCerts.length > 0, 'an ID-Cert', 'none', answer);
  },
});
