import { IdCertError, readIdCert, verifyIssuer } from '@p2core/id-cert';
import type { Client } from '../client.js';
import { base64In, toBase64 } from './base64.js';
import { accepted } from './errors.js';
import { pastHttpCache } from './http-cache.js';
import type { SessionName } from './session.js';

/**
 * Checks an ID-Cert that the home server has made for a session: names, key, and the server's signature. The time is not
 * checked, for this machine's clock may be wrong.
 *
 * @throws {IdCertError} where it is not the session's
 */
export async function checkOwnIdCert(
  pem: string,
  { fid, sessionId }: SessionName,
  publicKey: CryptoKey,
  home: Client,
): Promise<void> {
  const idCert = readIdCert(pem);
  if (idCert.fid !== fid || idCert.sessionId !== sessionId) {
    throw new IdCertError('untrusted', `the subject must be session ${sessionId} of ${fid}`);
  }
  if (!(await hasKey(idCert.publicKey, publicKey))) {
    throw new IdCertError('untrusted', 'the key must be that of the ID-CSR');
  }
  const answer = await home.getServerIdCert({ timestamp: idCert.notBefore });
  const { body } = accepted('getServerIdCert', answer) as { body: string };
  await verifyIssuer(idCert, body);
}

/** The valid ID-Cert of a session for a key, as its home server lists it; `undefined` where there is none. */
export async function findOwnIdCert(
  { fid, sessionId }: SessionName,
  publicKey: CryptoKey,
  home: Client,
): Promise<string | undefined> {
  const answer = await home.getActorIdCerts(
    { fid, session_id: sessionId },
    { cache: pastHttpCache() },
  );
  const { body } = accepted('getActorIdCerts', answer) as {
    body: { idcerts: string[]; invalidated: boolean[] };
  };
  for (const [index, pem] of body.idcerts.entries()) {
    const isValid = body.invalidated[index] === false;
    if (isValid && (await hasKey(readIdCert(pem).publicKey, publicKey))) return pem;
  }
  return undefined;
}

async function hasKey(pem: string, publicKey: CryptoKey): Promise<boolean> {
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  return base64In(pem) === toBase64(spki);
}
