/** Key material, which is a private key that a password encrypts (R32). */
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { expectStatus } from '../check/expect.js';
import type { OwnSession } from '../enrolment/own-session.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';

/** A new encrypted key, PEM. */
export function encryptedKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const passphrase = randomBytes(16).toString('hex');
  return privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
    .toString();
}

/** The serial number of a certificate, decimal. */
export function serialOf(pem: string): string {
  return BigInt(`0x${new X509Certificate(pem).serialNumber}`).toString();
}

/** What is no serial number (R32), though a server may read some of it as this one. */
export function malformedSerials(serial: string): string[] {
  return [`0${serial}`, `+${serial}`, ` ${serial}`, `${serial}.0`, '-1', '0x1f', ''];
}

/** Stores key material for a session, whatever comes. */
export async function upload(
  { send }: CaseContext,
  { token }: OwnSession,
  special: { key_data?: string; serial_number?: string } = {},
): Promise<Answer> {
  return send('uploadKeyMaterial', { token, json: { key_data: encryptedKey(), ...special } });
}

/** Stores new key material for a session. Returns it. */
export async function uploaded(context: CaseContext, session: OwnSession): Promise<string> {
  const key_data = encryptedKey();
  expectStatus(await upload(context, session, { key_data }), 201);
  return key_data;
}
