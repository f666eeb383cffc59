import { createContractRouter, unimplementedHandlers } from '@p2core/server';

/** The contract's routes, with the handlers of your server. */
export const router = await createContractRouter({
  authenticate: (token) => (token === 'a-token-of-alice' ? { roles: [] } : undefined),
  handlers: {
    ...unimplementedHandlers,
    getActorIdCerts: ({ parameters }) => ({
      error: 'P2CORE_ACTOR_NOT_FOUND',
      message: `There is no actor ${parameters.fid} here.`,
    }),
    deleteSession: ({ parameters }) => ({
      error: 'P2CORE_SESSION_NOT_FOUND',
      message: `There is no session ${parameters.session_id}.`,
    }),
  },
});
