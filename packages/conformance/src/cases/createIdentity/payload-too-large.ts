import { schemas } from '@p2core/types';
import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';

const mostOctets = schemas.AuthPayload['x-p2-max-octets'];

export default defineCase({
  title: `refuses an auth_payload of more than ${mostOctets} octets`,
  level: 'MUST',
  basis: ['R27'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const auth_payload = { ...context.enrolment.payload(), more: 'a'.repeat(mostOctets) };
    const json = { actor_name: newName(), auth_payload };
    expectError(await context.send('createIdentity', { json }), 'P2CORE_BAD_REQUEST');
  },
});
