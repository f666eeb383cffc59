import {
  IdCertError,
  importPublicKey,
  readIdCert,
  readIdCsr,
  readServerIdCert,
} from '@p2core/id-cert';

/** The content of a PEM, for people. */
export interface Decoded {
  title: string;
  fields: [name: string, value: string][];
}

/** Decodes every PEM in a text, which may be JSON. A PEM that breaks the profile has one field: its fault. */
export function decodeAll(content: string): Promise<Decoded[]> {
  return Promise.all(pemsOf(content).map(decode));
}

function pemsOf(content: string): string[] {
  const text = content.replaceAll(/\\r?\\n|\\n/g, '\n');
  return text.match(/-----BEGIN ([A-Z ]+)-----[A-Za-z0-9+/=\s]*-----END \1-----/g) ?? [];
}

async function decode(pem: string): Promise<Decoded> {
  const [, label = ''] = /BEGIN ([A-Z ]+)/.exec(pem) ?? [];
  try {
    if (label === 'PUBLIC KEY') return await decodePublicKey(pem);
    if (label.endsWith('CERTIFICATE REQUEST')) return await decodeCsr(pem);
    if (label === 'CERTIFICATE') return await decodeCertificate(pem);
    return { title: label, fields: [] };
  } catch (error) {
    return { title: label, fields: [['not read', (error as Error).message]] };
  }
}

async function decodePublicKey(pem: string): Promise<Decoded> {
  return { title: 'Public key', fields: [['algorithm', await algorithmOf(pem)]] };
}

async function decodeCsr(pem: string): Promise<Decoded> {
  const { fid, sessionId, publicKey } = await readIdCsr(pem);
  return {
    title: 'ID-CSR',
    fields: [
      ['Federation ID', fid],
      ['session', sessionId],
      ['key', await algorithmOf(publicKey)],
    ],
  };
}

async function decodeCertificate(pem: string): Promise<Decoded> {
  const actor = orFault(() => readIdCert(pem));
  const cert =
    actor instanceof IdCertError ? await readServerIdCert(pem).catch(() => actor) : actor;
  if (cert instanceof IdCertError) throw cert;
  return {
    title: 'fid' in cert ? 'ID-Cert of an actor' : 'Certificate of a home server',
    fields: [
      ...subjectOf(cert),
      ['serial number', cert.serialNumber],
      ['not before', inWords(cert.notBefore)],
      ['not after', inWords(cert.notAfter)],
      ['key', await algorithmOf(cert.publicKey)],
    ],
  };
}

type Subject = { fid: string; sessionId: string } | { domain: string };

function subjectOf(cert: Subject): [string, string][] {
  return 'fid' in cert
    ? [
        ['Federation ID', cert.fid],
        ['session', cert.sessionId],
      ]
    : [['domain', cert.domain]];
}

function orFault<T>(read: () => T): T | IdCertError {
  try {
    return read();
  } catch (error) {
    if (error instanceof IdCertError) return error;
    throw error;
  }
}

async function algorithmOf(publicKey: string): Promise<string> {
  const { name, ...rest } = (await importPublicKey(publicKey)).algorithm as {
    name: string;
    namedCurve?: string;
    modulusLength?: number;
  };
  return [name, rest.namedCurve, rest.modulusLength && `${rest.modulusLength} bits`]
    .filter(Boolean)
    .join(', ');
}

function inWords(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC')} (${seconds})`;
}
