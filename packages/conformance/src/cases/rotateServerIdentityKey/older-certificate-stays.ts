import { defineCase } from '../../case.js';
import { expectEqual } from '../../expect.js';
import { at, expectKeyOfCertificate, lookUpServer } from '../../look-ups.js';
import { rotateLater } from '../../rotation.js';

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
