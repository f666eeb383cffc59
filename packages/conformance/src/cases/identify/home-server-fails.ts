import { operations } from '@p2core/types';
import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { identify, newForeigner } from '../../steps/identify.js';

export default defineCase({
  title: 'answers 502 where the home server fails',
  level: 'MUST',
  basis: ['R20', 'R38'],
  needs: ['homeServer'],
  // Comes last, for the server may count the domain as unreachable for a while.
  effect: 'destroys',
  async run(context) {
    const issued = newForeigner(context);
    const { homeServer } = context;
    homeServer.misbehaviour = (request, response) => {
      // Its root goes on: what one log-in provokes is no verdict on the domain (R20), so the next run need not wait.
      if (request.url?.startsWith(operations.getServerIdCert.path)) return false;
      response.writeHead(500).end();
      return true;
    };
    try {
      expectError(await identify(context, issued), 'P2CORE_HOME_SERVER_UNREACHABLE');
    } finally {
      homeServer.misbehaviour = undefined;
    }
  },
});
