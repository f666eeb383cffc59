import { defineCase } from '../../catalogue/case.js';
import { newName } from '../../enrolment/enrolment.js';
import { Skip } from '../../run/failure.js';
import { expectClosed } from '../../steps/closed.js';

export default defineCase({
  title: 'accepts an invitation once',
  level: 'MUST',
  basis: ['R27'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    if (context.fixture.registration?.invitations === undefined) {
      throw new Skip('registration is not by invitation here', false);
    }
    const auth_payload = context.enrolment.payload();
    await context.enrolment.register(context);
    const json = { actor_name: newName(), auth_payload };
    expectClosed(await context.send('createIdentity', { json }));
  },
});
