import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { timeOf } from '../../run/clock.js';
import { at, lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'has the current certificate at the present time',
  level: 'MUST',
  basis: ['R10'],
  async run(context) {
    const { pem, answer } = await lookUpServer(context);
    const then = await lookUpServer(context, at(timeOf(answer)));
    expectEqual(then.pem, pem, 'the current certificate', then.answer);
  },
});
