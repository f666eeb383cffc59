import { sign } from 'node:crypto';
import { alice } from './cast.js';
import { makeChallenge } from './challenge.js';
import { exampleFile } from './example-file.js';
import { makeIdCsr } from './id-csr.js';
import type { IssuedIdCerts } from './issued.js';
import { privateKey, seed } from './keys.js';

const authPayload = { password: 'correct horse battery staple' };

/** The examples of the page `auth` and of a new key for a session: alice registers, and her sessions begin. */
export async function sessionExamples(idCerts: IssuedIdCerts): Promise<Record<string, string>> {
  const { fid, laptop, newPhone } = alice;
  const [name = ''] = fid.split('@');
  return {
    'registration.yaml': exampleFile('A new actor, who was invited', {
      actor_name: name,
      auth_payload: { ...authPayload, invite: '7kPq2ZsXv9RtLw4uYb8NcA' },
    }),
    'new-identity.yaml': exampleFile('The actor is registered', { fid }),
    'trust.yaml': exampleFile('A new phone of the actor', {
      actor_name: name,
      csr: await makeIdCsr(fid, newPhone.sessionId, newPhone.idCert.keyLabel),
      auth_payload: authPayload,
    }),
    'trusted-session.yaml': exampleFile('The session of the new phone', {
      id_cert: idCerts.newPhone.toString(),
      token: token('new phone'),
    }),
    'key-rotation.yaml': exampleFile("A new key for the laptop's session", {
      csr: await makeIdCsr(fid, laptop.sessionId, laptop.renewedIdCert.keyLabel),
    }),
    'renewed-session.yaml': exampleFile("The laptop's session with its new key", {
      id_cert: idCerts.renewedLaptop.toString(),
      token: token('laptop, second key'),
    }),
    'identification.yaml': exampleFile('The laptop logs in', identification(idCerts)),
    'identified-session.yaml': exampleFile('The laptop has a token', {
      token: token('laptop, again'),
    }),
  };
}

function identification(idCerts: IssuedIdCerts) {
  const { challenge } = makeChallenge();
  const key = privateKey(alice.laptop.idCert.keyLabel);
  const signature = sign(null, Buffer.from(challenge), key).toString('base64');
  return { completed_challenge: { challenge, signature }, id_cert: idCerts.laptop.toString() };
}

function token(label: string): string {
  return seed(`${label}, token`).toString('base64url');
}
