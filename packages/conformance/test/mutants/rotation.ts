import { inFile } from './mutant.js';

const rotate = 'const { certificate } = await identities.rotate();';
const create = 'createServerIdentity({ domain: this.#domain, notBefore, notAfter })';

/** The rotation of the server's key, and what is left of older keys. */
export const rotation = [
  ...inFile('reference-server/dist/handlers/rotate-server-identity-key.js', [
    {
      name: 'does not rotate the key',
      clause: 'R19',
      find: rotate,
      replace: 'const { certificate } = await identities.signer();',
      caughtBy: 'rotateServerIdentityKey/new-key',
    },
    {
      name: 'answers a rotation with the older certificate',
      clause: 'page',
      find: rotate,
      replace: 'const { certificate } = await identities.signer();\nawait identities.rotate();',
      caughtBy: 'rotateServerIdentityKey/new-key',
    },
    {
      name: 'answers a rotation without content',
      clause: 'page',
      find: '{ status: 200, body: certificate }',
      replace: '{ status: 204 }',
      caughtBy: 'rotateServerIdentityKey/happy',
    },
    {
      name: 'refuses a rotation while another one runs',
      clause: 'R19',
      find: rotate,
      replace:
        "if (identities.busy) return { error: 'P2CORE_UNAVAILABLE', headers: { 'Retry-After': '1' } };\nidentities.busy = true;\nawait new Promise((done) => setTimeout(done, 20));\nconst { certificate } = await identities.rotate();\nidentities.busy = false;",
      caughtBy: 'rotateServerIdentityKey/two-at-once',
    },
    {
      name: 'makes one key of two rotations at once',
      clause: 'R19',
      find: rotate,
      replace:
        'const { certificate } = await (identities.busy ??= new Promise((done) => setTimeout(done, 20)).then(() => { delete identities.busy; return identities.rotate(); }));',
      caughtBy: 'rotateServerIdentityKey/two-at-once',
    },
  ]),
  ...inFile('reference-server/dist/identities.js', [
    {
      name: 'makes a certificate of another domain when it rotates',
      clause: 'R19',
      find: create,
      replace: `createServerIdentity({ domain: notBefore < now() ? this.#domain : 'other.example.com', notBefore, notAfter })`,
      caughtBy: 'rotateServerIdentityKey/new-key',
    },
    {
      name: 'makes a certificate that holds later only',
      clause: 'R19',
      find: 'rotate(() => this.#create(now())',
      replace: 'rotate(() => this.#create(now() + 60)',
      caughtBy: 'rotateServerIdentityKey/new-key',
    },
    {
      name: 'tells no session of a new key',
      clause: 'R19',
      find: ', serverCertificateChange);',
      replace: ');',
      caughtBy: 'rotateServerIdentityKey/event-to-each-session',
    },
  ]),
  ...inFile('reference-server/dist/pki/server-certificate.js', [
    {
      name: 'makes a new certificate over the old key',
      clause: 'R19',
      find: 'const keys = generateKeyPair();',
      replace: 'const keys = (createServerIdentity.keys ??= generateKeyPair());',
      caughtBy: 'rotateServerIdentityKey/new-key',
    },
  ]),
  ...inFile('reference-server/dist/store/server-identities.js', [
    {
      name: 'goes on answering with the old key',
      clause: 'R19',
      find: ".orderBy('currentFrom', 'desc')\n        .orderBy('id', 'desc')",
      replace: ".orderBy('id')",
      caughtBy: 'rotateServerIdentityKey/new-key',
    },
    {
      name: 'forgets older keys',
      clause: 'R19',
      find: 'await insert(trx, identity);\n            if',
      replace:
        "await trx.deleteFrom('serverIdentities').execute();\nawait insert(trx, identity);\n            if",
      caughtBy: 'rotateServerIdentityKey/older-certificate-stays',
    },
    {
      name: 'answers with the new key for the past',
      clause: 'R19',
      find: ".where('currentFrom', '<=', time)",
      replace: '',
      caughtBy: 'rotateServerIdentityKey/older-certificate-stays',
    },
    {
      name: 'invalidates what the old key signed',
      clause: 'R19',
      find: 'await insert(trx, identity);\n            if',
      replace:
        "await trx.updateTable('idCerts').set({ invalidatedAt: currentFrom }).execute();\nawait insert(trx, identity);\n            if",
      caughtBy: 'rotateServerIdentityKey/id-certs-stay-valid',
    },
    {
      name: 'ends the validity of what the old key signed',
      clause: 'R19',
      find: 'await insert(trx, identity);\n            if',
      replace:
        "await trx.updateTable('idCerts').set({ notAfter: currentFrom - 1 }).execute();\nawait insert(trx, identity);\n            if",
      caughtBy: 'rotateServerIdentityKey/id-certs-stay-valid',
    },
  ]),
  ...inFile('reference-server/dist/events.js', [
    {
      name: 'tells of a new key with another opcode',
      clause: 'R19',
      find: "op: '6'",
      replace: "op: '4'",
      caughtBy: 'rotateServerIdentityKey/event-to-each-session',
    },
    {
      name: 'tells of a new key in another namespace',
      clause: 'R19',
      find: "n: 'core'",
      replace: "n: 'other'",
      caughtBy: 'rotateServerIdentityKey/event-to-each-session',
    },
  ]),
  ...inFile('reference-server/dist/handlers/get-server-public-key.js', [
    {
      name: 'goes on answering with the public key that it had first',
      clause: 'R19',
      find: 'body: identity.publicKey',
      replace: 'body: (identities.first ??= identity.publicKey)',
      caughtBy: 'rotateServerIdentityKey/new-key',
    },
    {
      name: 'answers with a key that is not the one of its certificate',
      clause: 'page',
      find: 'body: identity.publicKey',
      replace:
        "body: (await import('node:crypto')).generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }).publicKey",
      caughtBy: 'getServerPublicKey/of-the-certificate',
    },
    {
      name: 'answers with a certificate where its key is asked for',
      clause: 'page',
      find: 'body: identity.publicKey',
      replace: 'body: identity.certificate',
      caughtBy: 'getServerPublicKey/happy',
    },
  ]),
  ...inFile('reference-server/dist/handlers/get-server-id-cert.js', [
    {
      name: 'answers with its key where its certificate is asked for',
      clause: 'page',
      find: 'body: identity.certificate',
      replace: 'body: identity.publicKey',
      caughtBy: 'getServerIdCert/happy',
    },
    {
      name: 'answers with a chain of certificates',
      clause: 'page',
      find: 'body: identity.certificate',
      replace: 'body: identity.certificate + identity.certificate',
      caughtBy: 'getServerIdCert/happy',
    },
    {
      name: 'takes an unknown time for a bad request',
      clause: 'R10',
      find: "{ error: 'P2CORE_NO_CERT_AT_TIME' }",
      replace: "{ error: 'P2CORE_BAD_REQUEST' }",
      caughtBy: 'getServerIdCert/at-the-epoch',
    },
  ]),
];
