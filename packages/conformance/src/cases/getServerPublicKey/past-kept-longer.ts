import { defineCase } from '../../catalogue/case.js';
import { expectSuccess, expectThat } from '../../check/expect.js';
import { timeOf } from '../../run/clock.js';
import { Skip } from '../../run/failure.js';
import { at, hour, lookUpServer, maxAgeOf } from '../../steps/look-up.js';

export default defineCase({
  title: 'lets an answer about the past be kept for longer',
  level: 'MUST',
  basis: ['R23'],
  async run(context) {
    const { idCert } = await lookUpServer(context);
    const answer = await context.send('getServerPublicKey', at(idCert.notBefore));
    if (idCert.notBefore >= timeOf(answer)) throw new Skip('the certificate begins in this second');
    expectSuccess(answer);
    expectThat(
      maxAgeOf(answer) > hour,
      `a Cache-Control with a max-age over ${hour}`,
      `${maxAgeOf(answer)}`,
      answer,
    );
  },
});
