import 'reflect-metadata';
import { createPublicKey, webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { privateKey } from './keys.js';
import { actorName } from './names.js';

const lineFeed = '\n';

/** The ID-CSR of one session of an actor, PEM, signed with the key that it is for. */
export async function makeIdCsr(fid: string, sessionId: string, keyLabel: string): Promise<string> {
  const importKey = (format: 'pkcs8' | 'spki', der: Buffer, usage: 'sign' | 'verify') =>
    webcrypto.subtle.importKey(format, der, 'Ed25519', true, [usage]);
  const key = privateKey(keyLabel);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: actorName(fid, sessionId),
    keys: {
      privateKey: await importKey('pkcs8', key.export({ format: 'der', type: 'pkcs8' }), 'sign'),
      publicKey: await importKey(
        'spki',
        createPublicKey(key).export({ format: 'der', type: 'spki' }),
        'verify',
      ),
    },
    signingAlgorithm: { name: 'Ed25519' },
  });
  return request.toString('pem').trimEnd() + lineFeed;
}
