import { expectError } from '../check/expect.js';
import { type Derivation, deriveCase } from './derive-case.js';
import { sendPlain } from './plain-request.js';

/** An operation for sessions of the server's own actors refuses every other token (R25). */
export const notHome: Derivation = (operation) => {
  if (!operation.errors.includes('P2CORE_NOT_HOME')) return [];
  return [
    deriveCase(operation, 'not-home-foreign-session', {
      title: 'answers P2CORE_NOT_HOME to the token of a foreign session',
      basis: ['R25'],
      needs: ['actor', 'foreignSession'],
      effect: 'changes',
      async run(context) {
        const { token = null } = context.fixture.foreignSession ?? {};
        expectError(await sendPlain(context, operation, { token }), 'P2CORE_NOT_HOME');
      },
    }),
    deriveCase(operation, 'not-home-administrator', {
      title: "answers P2CORE_NOT_HOME to the administrator's token",
      basis: ['R25'],
      needs: ['actor', 'administratorToken'],
      effect: 'changes',
      async run(context) {
        const { administratorToken: token = null } = context.fixture;
        expectError(await sendPlain(context, operation, { token }), 'P2CORE_NOT_HOME');
      },
    }),
  ];
};
