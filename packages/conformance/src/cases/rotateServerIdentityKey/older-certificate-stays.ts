import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { at, expectKeyOfCertificate, lookUpServer } from '../../steps/look-up.js';
import { rotateLater } from '../../steps/rotate.js';

export default defineCase({
  title: 'keeps the older certificate and key for look-ups by time',
  level: 'MUST',
  basis: ['R10', 'R19'],
  needs: ['administratorToken'],
  effect: 'destroys',
  async run(context) {
    const { before, time } = await rotateLater(context);
    const then = await lookUpServer(context, at(time));
    expectEqual(then.pem, before.pem, 'the certificate of that time', then.answer);
    await expectKeyOfCertificate(context, at(time));
  },
});
