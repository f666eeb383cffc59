/** A correct server of all nine operations, without a cast: what the contract's cast would answer. */
import type { Authenticate, Handlers, Principal } from '../../src/index.js';
import { exampleText } from './examples.js';

/** Alice of the contract's examples, or the administrator. */
export interface TestPrincipal extends Principal {
  name: string;
}

export const fid = 'alice@home.example.com';
export const sessionId = '593b30d80c9843939331988281b46782';
export const aliceToken = 'a-token-of-alice';
export const adminToken = 'a-token-of-the-administrator';

const principals = new Map<string, TestPrincipal>([
  [aliceToken, { name: 'alice', roles: [] }],
  [adminToken, { name: 'root', roles: ['administrator'] }],
]);

export const authenticate: Authenticate<TestPrincipal> = (token) => principals.get(token);

export const nineOperations: Handlers<TestPrincipal> = {
  getChallenge: () => ({
    status: 200,
    body: { challenge: 'UH675678rbnFGNHJV2ijcnr3ghjHV74jah', expires: 1_620_000_300 },
  }),
  rotateServerIdentityKey: () => ({ status: 200, body: exampleText('rotated-server-id-cert') }),
  getServerIdCert: ({ parameters }) =>
    parameters.timestamp === '0'
      ? { error: 'P2CORE_NO_CERT_AT_TIME' }
      : { status: 200, body: exampleText('server-id-cert') },
  getServerPublicKey: () => ({
    status: 200,
    headers: { 'Cache-Control': 'public, max-age=86400' },
    body: exampleText('server-public-key'),
  }),
  getActorIdCerts: ({ parameters }) =>
    parameters.fid.toLowerCase() === fid
      ? { status: 200, body: { idcerts: [exampleText('session-id-cert')], invalidated: [false] } }
      : { error: 'P2CORE_ACTOR_NOT_FOUND' },
  updateSessionIdCert: ({ body }) =>
    body.includes('CERTIFICATE')
      ? { status: 201 }
      : { error: 'P2CORE_INVALID_ID_CERT', message: 'There is no certificate in the content.' },
  deleteSession: ({ parameters }, { principal }) =>
    parameters.session_id === sessionId && principal.name === 'alice'
      ? { status: 204 }
      : { error: 'P2CORE_SESSION_NOT_FOUND' },
  getKeyPackages: ({ parameters }) =>
    parameters.fid.toLowerCase() === fid
      ? { status: 200, body: ['a2V5'] }
      : { error: 'P2CORE_ACTOR_NOT_FOUND' },
  getEvents: (_request, { principal }) =>
    principal.name === 'alice'
      ? { status: 200, body: [{ n: 'core', op: '8', d: {}, s: '17' }] }
      : { status: 409 },
};
