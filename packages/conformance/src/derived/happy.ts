import { type Derivation, deriveCase } from './derive-case.js';
import { demandsOf, expectPlainStatus, isRefused, sendPlain } from './plain-request.js';

/** A plain request succeeds with an answer that the contract declares. */
export const happy: Derivation = (operation) => {
  const title = 'answers a plain request as the contract declares it';
  if (operation.operationId !== 'deleteSession') {
    if (isRefused(operation)) return [];
    return [
      deriveCase(operation, 'happy', {
        title,
        basis: ['page', 'contract'],
        ...demandsOf(operation),
        async run(context) {
          expectPlainStatus(operation, await sendPlain(context, operation));
        },
      }),
    ];
  }
  return [
    deriveCase(operation, 'happy', {
      title,
      basis: ['page', 'contract'],
      needs: ['actor', 'spareSessions'],
      effect: 'destroys',
      async run(context) {
        const json = { session_id: (await context.takeSpareSession()).id };
        expectPlainStatus(operation, await sendPlain(context, operation, { json }));
      },
    }),
  ];
};
