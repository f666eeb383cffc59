import { expectStatus } from '../../check/expect.js';
import { solutionField } from '../../contract/operation.js';
import { serialOf, upload } from '../../steps/key-material.js';
import { wantsSecondFactor } from '../../steps/second-factor.js';

export default wantsSecondFactor(
  'deletes key material only with the second factor, where it asks for one',
  204,
  async (context, session, solution) => {
    const { token, idCert } = session;
    const serial = serialOf(idCert);
    await upload(context, session);
    const headers = { [solutionField]: solution };
    const answer = await context.send('deleteKeyMaterial', { token, json: [serial], headers });
    const query = { serial_numbers: serial };
    const left = answer.status === 204 ? 404 : 200;
    expectStatus(await context.send('getKeyMaterial', { token, query }), left);
    return answer;
  },
);
