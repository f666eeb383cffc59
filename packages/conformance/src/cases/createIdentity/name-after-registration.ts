import { defineCase } from '../../catalogue/case.js';
import { Skip } from '../../run/failure.js';
import { expectClosed } from '../../steps/closed.js';

export default defineCase({
  title: 'checks the right to register before the name',
  level: 'MUST',
  basis: ['R27'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    if (context.fixture.registration?.invitations === undefined) {
      throw new Skip('registration is not by invitation here', false);
    }
    const [actor_name] = (await context.enrolment.actor(context)).split('@');
    const json = { actor_name, auth_payload: context.enrolment.credentials };
    expectClosed(await context.send('createIdentity', { json }));
  },
});
