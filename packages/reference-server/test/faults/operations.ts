import type { OperationId } from '@p2core/types';
import { issue, newSession, queue, stock } from '../support/actors.js';
import { adminToken, type TestRequest, type TestServer } from '../support/server.js';

/** A request to an operation that needs the database. */
export interface Asked {
  operation: OperationId;
  request: TestRequest;
  /** Whether the database is only read before the answer. */
  reads: boolean;
  /** What it is answered with while the database is there. */
  status: number;
}

/** One request for each operation that needs the database; each of them may be repeated until it is answered. */
export async function askAll(server: TestServer): Promise<Asked[]> {
  const [ending, stocked, told, updating] = [
    await newSession(server),
    await newSession(server),
    await newSession(server),
    await newSession(server),
  ];
  await stock(server, stocked, 3);
  await queue(server, told, { text: 'hello' });
  const reading = { reads: true, status: 200 };
  return [
    { operation: 'getServerIdCert', request: { path: '/idcert/server' }, ...reading },
    { operation: 'getServerPublicKey', request: { path: '/key/server' }, ...reading },
    { operation: 'getActorIdCerts', request: { path: `/idcert/actor/${told.fid}` }, ...reading },
    { operation: 'getEvents', request: { path: '/events', token: told.token }, ...reading },
    {
      operation: 'getKeyPackages',
      request: { path: `/keypackage/${stocked.fid}`, token: told.token },
      reads: false,
      status: 200,
    },
    {
      operation: 'rotateServerIdentityKey',
      request: { method: 'PUT', path: '/key/server', token: adminToken },
      reads: false,
      status: 200,
    },
    {
      operation: 'updateSessionIdCert',
      request: {
        method: 'PUT',
        path: '/session/idcert/extern',
        token: updating.token,
        content: await issue(server, updating),
      },
      reads: false,
      status: 201,
    },
    {
      operation: 'deleteSession',
      request: {
        method: 'DELETE',
        path: '/session',
        token: ending.token,
        content: JSON.stringify({ session_id: ending.session_id }),
      },
      reads: false,
      status: 204,
    },
  ];
}
