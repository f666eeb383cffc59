import { schemas } from '@p2core/types';
import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { trust } from '../../steps/trust.js';

const mostOctets = schemas.AuthPayload['x-p2-max-octets'];

export default defineCase({
  title: `refuses an auth_payload of more than ${mostOctets} octets`,
  level: 'MUST',
  basis: ['R27'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.actor(context);
    const auth_payload = { ...context.enrolment.credentials, more: 'x'.repeat(mostOctets) };
    expectError(await trust(context, { fid, auth_payload }), 'P2CORE_BAD_REQUEST');
  },
});
