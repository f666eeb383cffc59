import { defineCase } from '../../case.js';
import { expectSuccess, expectThat } from '../../expect.js';
import { Skip } from '../../failure.js';
import { at, hour, lookUpServer, maxAgeOf, timeOf } from '../../look-ups.js';

export default defineCase({
  title: 'lets an answer about the past be kept for longer',
  level: 'MUST',
  basis: ['R23'],
  async run(context) {
    const { idCert } = await lookUpServer(context);
    const answer = await context.send('getServerPublicKey', at(idCert.notBefore));
    if (idCert.notBefore >= timeOf(answer)) throw new Skip('the certificate begins in this second');
    expectSuccess(answer);
    expectThat(maxAgeOf(answer) > hour, `a max-age over ${hour}`, `${maxAgeOf(answer)}`, answer);
  },
});
