import { schemas } from '@p2core/types';
import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectError } from '../../check/expect.js';
import { newName } from '../../enrolment/enrolment.js';
import type { Answer } from '../../http/answer.js';
import { trust, wrong } from '../../steps/trust.js';

export default defineCase({
  title: 'answers the same for an actor that there is not as for wrong credentials',
  level: 'MUST',
  basis: ['R28'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const fid = await context.enrolment.actor(context);
    const auth_payload = wrong(context.enrolment.credentials);
    const known = await trust(context, { fid, auth_payload });
    const unknown = await trust(context, { fid: `${newName()}@${context.domain}`, auth_payload });
    expectError(known, 'P2CORE_INVALID_CREDENTIALS');
    expectError(unknown, 'P2CORE_INVALID_CREDENTIALS');
    expectEqual(declared(unknown), declared(known), 'the content', unknown);
  },
});

/** The members that the contract gives an error; a server may add others, such as the number of the request. */
function declared({ json }: Answer): unknown[] {
  const error = json as Record<string, unknown>;
  return Object.keys(schemas.ProtocolError.properties).map((name) => error[name]);
}
