import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { at, lookUpActor, someIdCert } from '../../steps/look-up.js';

export default defineCase({
  title: 'lists an ID-Cert at the second at which its validity ends',
  level: 'MUST',
  basis: ['R8'],
  needs: ['actor'],
  async run(context) {
    const { pem, notAfter } = await someIdCert(context);
    const { answer, listed } = await lookUpActor(context, at(notAfter));
    const isListed = listed.some((one) => one.pem === pem);
    expectThat(isListed, 'the ID-Cert in the list', 'a list without it', answer);
  },
});
