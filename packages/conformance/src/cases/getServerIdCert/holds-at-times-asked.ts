import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { timeOf } from '../../run/clock.js';
import { at, lookUpServer, serverHistory } from '../../steps/look-up.js';

export default defineCase({
  title: 'gives for a past time a certificate that was valid then',
  level: 'MUST',
  basis: ['R10'],
  async run(context) {
    const [first] = await serverHistory(context);
    const { answer } = await lookUpServer(context);
    const begin = first?.idCert.notBefore ?? 0;
    for (let count = 0; count < 10; count++) {
      const time = begin + Math.floor(context.random() * (timeOf(answer) - begin));
      const { idCert, answer: then } = await lookUpServer(context, at(time));
      const holds = idCert.notBefore <= time && time <= idCert.notAfter;
      expectThat(
        holds,
        `a validity that holds at ${time}`,
        `${idCert.notBefore} to ${idCert.notAfter}`,
        then,
      );
    }
  },
});
