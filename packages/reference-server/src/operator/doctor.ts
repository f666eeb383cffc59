import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readServerIdCert } from '@p2core/id-cert';
import { now } from '../clock.js';
import { type Config, isFile } from '../config.js';
import { UnsealError } from '../pki/seal.js';
import { openReferenceServer, type ReferenceServer } from '../reference-server.js';

/** One thing that `doctor` looked at. */
export interface Finding {
  check: 'database' | 'keys' | 'clock' | 'certificate lifetime';
  ok: boolean;
  message: string;
}

const day = 24 * 60 * 60;

/** Looks at what a server needs to run well: its database, keys, clock and certificate. Changes nothing of theirs. */
export async function examine(config: Config): Promise<Finding[]> {
  if (isFile(config.database) && !existsSync(config.database)) {
    const message = `there is none at ${config.database}; "serve" makes it`;
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
      ...(await examineTimes(server)),
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

async function examineTimes({ identities }: ReferenceServer): Promise<Finding[]> {
  const { certificate } = await identities.signer();
  const { notBefore, notAfter } = await readServerIdCert(certificate);
  const time = now();
  const days = Math.floor((notAfter - time) / day);
  return [
    {
      check: 'clock',
      ok: time >= notBefore,
      message: `${new Date(time * 1000).toISOString()}; the certificate began ${new Date(notBefore * 1000).toISOString()}`,
    },
    {
      check: 'certificate lifetime',
      ok: days >= 30,
      message: days >= 0 ? `${days} days are left` : 'it has expired; rotate the key',
    },
  ];
}
