import type { ServerResponse } from 'node:http';
import { operations } from '@p2core/types';
import { defineCase } from '../../catalogue/case.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { identify, newForeigner } from '../../steps/identify.js';

const mebibyte = 1024 * 1024;
const actors = operations.getActorIdCerts.path.split('{')[0] ?? '';

export default defineCase({
  title: "reads 1 MiB of the home server's answer about an actor, and no more",
  level: 'MUST',
  basis: ['R38'],
  needs: ['homeServer'],
  // Comes late, for the server may count the domain as unreachable for a while.
  effect: 'destroys',
  async run(context) {
    const { homeServer } = context;
    const logIn = async (length: number) => {
      const issued = newForeigner(context);
      homeServer.misbehaviour = ({ url = '' }, response) => {
        if (!url.startsWith(actors)) return false;
        answerWith(response, issued.idCert, length);
        return true;
      };
      return identify(context, issued);
    };
    try {
      expectStatus(await logIn(mebibyte), 201);
      expectError(await logIn(2 * mebibyte), 'P2CORE_HOME_SERVER_UNREACHABLE');
    } finally {
      homeServer.misbehaviour = undefined;
    }
  },
});

/** Lists the ID-Cert, in JSON of so many octets: white space stands behind it. */
function answerWith(response: ServerResponse, idCert: string, length: number): void {
  const list = { idcerts: [idCert], invalidated: [false], invalidated_at: [null] };
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(list).padEnd(length));
}
