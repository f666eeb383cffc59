import { createIdCsr } from '@p2core/id-cert';
import type { OperationId } from '@p2core/types';
import { addInvitation } from '../../src/operator/invitations.js';
import { issue, newSession, queue, stock } from '../support/actors.js';
import {
  identification,
  newActorWithPassword,
  newChallenge,
  newKeys,
  newOwnSession,
  type OwnSession,
  password,
} from '../support/log-in.js';
import { adminToken, type TestRequest, type TestServer } from '../support/server.js';

/** A request to an operation that needs the database. */
export interface Asked {
  operation: OperationId;
  request: TestRequest;
  /** The next requests, where the first cannot be repeated. */
  again?: () => Promise<TestRequest>;
  /** Whether the database is only read before the answer. */
  reads: boolean;
  /** The status while the database is there. */
  status: number;
}

/** One request for each operation that needs the database. */
export async function askAll(server: TestServer): Promise<Asked[]> {
  const [ending, stocked, told, updating] = [
    await newSession(server),
    await newSession(server),
    await newSession(server),
    await newSession(server),
  ];
  const [identified, revoked] = [await newOwnSession(server), await newOwnSession(server)];
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
    ...(await askAuth(server, identified, revoked.token)),
  ];
}

async function askAuth(
  server: TestServer,
  identified: OwnSession,
  revokedToken: string,
): Promise<Asked[]> {
  const post = (path: string, body: object): TestRequest => ({
    method: 'POST',
    path,
    contentType: 'application/json',
    content: JSON.stringify(body),
  });
  const { invite } = await addInvitation(server.operator, '7');
  const fid = await newActorWithPassword(server);
  const csr = await createIdCsr({ fid, sessionId: 'phone', keys: await newKeys() });
  const auth_payload = { password };
  const identify = async () =>
    post('/session/identify', await identification(identified, await newChallenge(server)));
  return [
    {
      operation: 'createIdentity',
      request: post('/register', { actor_name: 'newcomer', auth_payload: { password, invite } }),
      reads: false,
      status: 201,
    },
    {
      operation: 'trustSession',
      request: post('/session/trust', { actor_name: fid.split('@')[0], csr, auth_payload }),
      reads: false,
      status: 201,
    },
    {
      operation: 'identify',
      request: await identify(),
      // The challenge is used up before all else (R36).
      again: identify,
      reads: false,
      status: 201,
    },
    {
      operation: 'revokeSessionToken',
      request: { method: 'PUT', path: '/session/revoke', token: revokedToken },
      reads: false,
      status: 204,
    },
  ];
}
