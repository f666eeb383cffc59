import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectSuccess } from '../../check/expect.js';
import { Skip } from '../../run/failure.js';
import { ownerOf, takeOneEach, useUp } from '../../steps/take-key-packages.js';

export default defineCase({
  title: 'gives no KeyPackage of a session that has ended',
  level: 'MUST',
  basis: ['R13'],
  needs: ['keyPackages', 'actor'],
  effect: 'destroys',
  async run(context) {
    const { sessions } = ownerOf(context);
    const { keyPackages } = await useUp(context);
    const [{ id, token }] = sessions.slice(-1) as [(typeof sessions)[number]];
    if (keyPackages.length < sessions.length) throw new Skip('not every session has KeyPackages');
    expectSuccess(await context.send('deleteSession', { token, json: { session_id: id } }));
    const after = await takeOneEach(context);
    const left = 'the number of KeyPackages of the other sessions:';
    expectEqual(after.keyPackages.length, sessions.length - 1, left, after.answer);
  },
});
