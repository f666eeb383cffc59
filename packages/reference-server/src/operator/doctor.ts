import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readServerIdCert, verifyIdCert } from '@p2core/id-cert';
import { now } from '../clock/clock.js';
import { ClockError, toIso } from '../clock/clock-error.js';
import { untilValid } from '../clock/until-valid.js';
import { type Config, isFile } from '../config.js';
import { issueWithStoredKey } from '../pki/issue-with-stored-key.js';
import { generateKeyPair } from '../pki/keys.js';
import { UnsealError } from '../pki/seal.js';
import { openReferenceServer, type ReferenceServer } from '../reference-server.js';
import { examineActors } from './examine-actors.js';
import type { Finding } from './finding.js';

const day = 24 * 60 * 60;

/** Checks a server's database, keys, clock, certificate and actors, without changing them. */
export async function examine(config: Config): Promise<Finding[]> {
  if (isFile(config.database) && !existsSync(config.database)) {
    const message = `there is none at ${config.database} (P2CORE_DATABASE); "serve" makes it`;
    return [{ check: 'database', ok: false, message }];
  }
  let server: ReferenceServer;
  try {
    server = await openReferenceServer(config);
  } catch (error) {
    const check = error instanceof UnsealError ? 'keys' : 'database';
    return [{ check, ok: false, message: (error as Error).message }];
  }
  try {
    return [
      { check: 'database', ok: true, message: `opens, and belongs to ${config.domain}` },
      await examineKeys(server),
      await examineClock(server),
      await examineLifetime(server),
      await tryToIssue(server),
      ...(await examineActors(server)),
    ];
  } finally {
    await server.close();
  }
}

async function examineKeys({ identities }: ReferenceServer): Promise<Finding> {
  const { certificate, privateKey } = await identities.signer();
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ type: 'spki', format: 'pem' });
  const ok = spki === (await readServerIdCert(certificate)).publicKey;
  return {
    check: 'keys',
    ok,
    message: ok
      ? 'the private key opens, and is that of the certificate'
      : 'the private key is not that of the certificate',
  };
}

/** A look-up without a time and one for the current second must give the same. */
async function examineClock({ identities }: ReferenceServer): Promise<Finding> {
  const time = now();
  const { currentFrom, certificate } = await identities.signer();
  const { notBefore } = await readServerIdCert(certificate);
  const check = 'clock' as const;
  const begins = Math.max(currentFrom, notBefore);
  if (begins > time) return { check, ok: false, message: new ClockError(begins).message };
  const current = await identities.validAt(undefined);
  const present = await identities.validAt(String(time));
  if (current?.serialNumber !== present?.serialNumber) {
    const message = `look-ups without a time do not give what they give for ${toIso(time)}`;
    return { check, ok: false, message };
  }
  return { check, ok: true, message: `${toIso(time)}; the key began ${toIso(begins)}` };
}

async function examineLifetime({ identities }: ReferenceServer): Promise<Finding> {
  const { notAfter } = await identities.signer();
  const days = Math.floor((notAfter - now()) / day);
  return {
    check: 'certificate lifetime',
    ok: days >= 30,
    message: days >= 0 ? `${days} days are left` : 'it has expired; rotate the key',
  };
}

/** Issues a trial ID-Cert, and verifies it as another server would, with a look-up by time (R20). */
async function tryToIssue({ config, identities }: ReferenceServer): Promise<Finding> {
  const check = 'trial certificate' as const;
  try {
    const issuer = await identities.signer();
    await untilValid(issuer.currentFrom);
    const idCert = await issueWithStoredKey({
      fid: `doctor@${config.domain}`,
      sessionId: 'doctor',
      publicKey: generateKeyPair().publicKey,
      issuer,
      notBefore: Math.max(now() - 1, issuer.currentFrom),
      notAfter: now() + day,
    });
    await untilValid(idCert.notBefore);
    const root = await identities.validAt(String(idCert.notBefore));
    if (root === undefined) throw new Error('a look-up by time finds no key that signed it');
    await verifyIdCert(idCert.pem, root.certificate);
    return { check, ok: true, message: 'it is valid now, and a look-up by time finds its key' };
  } catch (error) {
    return { check, ok: false, message: (error as Error).message };
  }
}
