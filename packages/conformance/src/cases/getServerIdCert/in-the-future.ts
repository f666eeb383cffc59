import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { timeOf } from '../../run/clock.js';
import { at, lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'gives the current certificate for a future time at which it is still valid',
  level: 'MUST',
  basis: ['R10'],
  async run(context) {
    const { pem, idCert, answer } = await lookUpServer(context);
    const time = Math.floor((timeOf(answer) + idCert.notAfter) / 2);
    const then = await lookUpServer(context, at(time));
    expectEqual(then.pem, pem, 'the current certificate', then.answer);
  },
});
