import { errorCodes, operations } from '@p2core/types';
import { defineCase } from '../../catalogue/case.js';
import { expectError } from '../../check/expect.js';
import { identify, newForeigner } from '../../steps/identify.js';

const actors = operations.getActorIdCerts.path.split('{')[0] ?? '';

export default defineCase({
  title: 'refuses an ID-Cert of an actor that the home server does not know',
  level: 'MUST',
  basis: ['R20', 'R38'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const { homeServer } = context;
    const issued = newForeigner(context);
    const error = 'P2CORE_ACTOR_NOT_FOUND';
    const { status } = errorCodes[error];
    homeServer.misbehaviour = ({ url = '' }, response) => {
      if (!url.startsWith(actors)) return false;
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ errcode: status, error }));
      return true;
    };
    try {
      expectError(
        await identify(context, issued),
        'P2CORE_ID_CERT_INVALIDATED',
        'P2CORE_ID_CERT_UNTRUSTED',
      );
    } finally {
      homeServer.misbehaviour = undefined;
    }
  },
});
