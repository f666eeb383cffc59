import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { timeOf } from '../../run/clock.js';
import { lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'has a certificate that is valid now',
  level: 'MUST',
  basis: ['R10'],
  async run(context) {
    const { idCert, answer } = await lookUpServer(context);
    const time = timeOf(answer);
    const holds = idCert.notBefore <= time && time <= idCert.notAfter;
    expectThat(
      holds,
      `a validity that holds at ${time}`,
      `${idCert.notBefore} to ${idCert.notAfter}`,
      answer,
    );
  },
});
