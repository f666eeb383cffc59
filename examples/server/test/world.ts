import { issueIdCert } from '@p2core/id-cert';
import { createApp } from '../src/app.js';
import { ServerKeys } from '../src/server-keys.js';
import { Store } from '../src/store.js';

export const domain = 'home.example.com';
export const fid = `alice@${domain}`;
export const token = 'a-token-of-alice';
export const administratorToken = 'a-token-of-the-administrator';

/** A server with one actor, who has one session. It asks no other server. */
export async function createWorld() {
  const store = new Store();
  const keys = await ServerKeys.create(domain);
  const findServerIdCert = async () => keys.at(undefined)?.certificate.pem ?? '';
  store.addSession(token, await newIdCert(keys, 'phone'));
  const app = await createApp({ domain, store, keys, findServerIdCert }, administratorToken);
  return { app, keys };
}

/** An ID-Cert of the actor with a new key. */
export async function newIdCert(keys: ServerKeys, sessionId: string) {
  const issuer = keys.at(undefined);
  if (issuer === undefined) throw new Error('the server has no key');
  const pair = (await crypto.subtle.generateKey('Ed25519', false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey));
  const { certificate, privateKey } = issuer;
  return issueIdCert({
    fid,
    sessionId,
    publicKey: `-----BEGIN PUBLIC KEY-----\n${spki.toString('base64')}\n-----END PUBLIC KEY-----\n`,
    issuer: { certificate: certificate.pem, privateKey },
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
  });
}
