/** A correct server of all operations, without a cast: what the contract's cast would answer. */
import { type Page, pages } from '@p2core/types';
import type { Authenticate, Handlers, Principal } from '../../src/index.js';
import { byExample } from './by-example.js';
import { exampleText, exampleValue } from './examples.js';

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

/** All pages of the protocol. */
export const everyPage = Object.keys(pages) as Page[];

/** The answers that depend on the request, or that a test knows. */
const own = {
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
  uploadKeyMaterial: ({ body }) =>
    body.key_data.includes('ENCRYPTED') ? { status: 201 } : { error: 'P2CORE_PLAINTEXT_KEY' },
  getKeyMaterial: ({ parameters: { serial_numbers: asked = [] } }) => {
    const stored = exampleValue<{ key_data: string; serial_number: string }[]>('key-materials');
    const missing = asked.filter(
      (serial) => !stored.some(({ serial_number }) => serial_number === serial),
    );
    return missing.length > 0
      ? { error: 'P2CORE_KEY_MATERIAL_NOT_FOUND', serial_numbers: missing }
      : { status: 200, body: stored };
  },
  deleteKeyMaterial: ({ parameters, headers }) =>
    parameters.serial_numbers.length > 1 && headers['X-P2-Sensitive-Solution'] === undefined
      ? { error: 'P2CORE_SECOND_FACTOR_REQUIRED' }
      : { status: 204 },
  getKeyMaterialLimit: () => ({ status: 200, headers: { 'X-Max-Payload-Size': '10240' } }),
  createIdentity: ({ body }) =>
    body.actor_name.toLowerCase() === 'alice'
      ? { error: 'P2CORE_FEDERATION_ID_TAKEN' }
      : { status: 201, body: { fid: `${body.actor_name.toLowerCase()}@home.example.com` } },
  trustSession: ({ body }) =>
    body.auth_payload?.password === 'right'
      ? {
          status: 201,
          body: exampleValue<{ id_cert: string; token: string }>('trusted-session'),
        }
      : { error: 'P2CORE_INVALID_CREDENTIALS' },
  revokeSessionToken: (_request, { principal }) =>
    principal.name === 'alice' ? { status: 204 } : { error: 'P2CORE_SESSION_NOT_FOUND' },
} satisfies Partial<Handlers<TestPrincipal, Page>>;

export const everyOperation: Handlers<TestPrincipal, Page> = {
  ...(byExample as Handlers<TestPrincipal, Page>),
  ...own,
};
