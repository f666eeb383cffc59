import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { at, lookUpActor, someIdCert } from '../../steps/look-up.js';

export default defineCase({
  title: 'does not list an ID-Cert a second after its validity ends',
  level: 'MUST',
  basis: ['R8'],
  needs: ['actor'],
  async run(context) {
    const { pem, notAfter } = await someIdCert(context);
    const { answer, listed } = await lookUpActor(context, at(notAfter + 1));
    const isListed = listed.some((one) => one.pem === pem);
    expectThat(!isListed, 'a list without the ID-Cert', 'one with it', answer);
  },
});
