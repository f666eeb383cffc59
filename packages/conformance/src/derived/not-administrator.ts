import { expectChallengeError } from '../check/challenge.js';
import { expectError } from '../check/expect.js';
import { type Derivation, deriveCase } from './derive-case.js';

/** An operation for administrators refuses every other token. */
export const notAdministrator: Derivation = (operation) =>
  operation.roles?.includes('administrator')
    ? [
        deriveCase(operation, 'not-administrator', {
          title: "refuses an actor's token, for it needs the administrator's",
          basis: ['page', 'contract', 'R24'],
          needs: ['actor'],
          effect: 'changes',
          async run({ send, session }) {
            const answer = await send(operation.operationId, { token: session.token });
            expectError(answer, 'P2CORE_NOT_ADMINISTRATOR');
            expectChallengeError(answer, 'insufficient_scope');
          },
        }),
        deriveCase(operation, 'role-before-content', {
          title: 'refuses a token without the role before it looks at the content',
          basis: ['R24'],
          needs: ['actor'],
          effect: 'changes',
          async run({ send, session }) {
            const headers = { 'Content-Type': 'image/png', Accept: 'image/png' };
            const special = { token: session.token, content: 'x', headers };
            expectError(await send(operation.operationId, special), 'P2CORE_NOT_ADMINISTRATOR');
          },
        }),
      ]
    : [];
