/** Makes wrong certificates, and finds faults in certificates. */
import { generateKeyPairSync } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  type Extension,
  Extensions,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  type Name,
  SubjectPublicKeyInfo,
  type TBSCertificate,
} from '@peculiar/asn1-x509';
import { attribute, extension, nameOf, signCertificate } from '../../../src/certificates/forge.js';
import { type AttributeLabel, attributeType } from '../../../src/certificates/name.js';
import type { NewFault } from '../wrong-server.js';
import { isList, rowsOf, withRows } from './listed.js';
import { type Request, valueIn, withValue } from './message.js';
import { isFor } from './operations.js';

export type KeyPair = ReturnType<typeof newKeyPair>;

/** A new key pair. */
export function newKeyPair() {
  return generateKeyPairSync('ed25519');
}

/** The DER in the first block of a PEM. */
export function derOf(pem: string): Buffer {
  const [, base64 = ''] = /-----BEGIN [^-]+-----([^-]+)/.exec(pem) ?? [];
  return Buffer.from(base64, 'base64');
}

/** The signed part of the first certificate in a PEM. */
export function tbsOf(pem: string): TBSCertificate {
  return AsnConvert.parse(derOf(pem), Certificate).tbsCertificate;
}

/** The faults of certificates. Each certificate is signed after the change. */
export interface Wrongness {
  /** Changes a root; `before` is the number of other roots that the server has shown before. */
  root?: (tbs: TBSCertificate, before: number) => void;
  idCert?: (tbs: TBSCertificate) => void;
  /** Whether each root has a key of its own. */
  newKeyEach?: boolean;
  /** Generates the keys of roots; Ed25519 by default. */
  newRootKeys?: () => KeyPair;
  /** The key that signs ID-Certs, in place of the root's. */
  idCertKeys?: KeyPair;
}

/** Replaces each certificate by one with a fault, signed by a key of the wrong server. */
export function certifies({
  root = () => {},
  idCert = () => {},
  newKeyEach = false,
  newRootKeys = newKeyPair,
  idCertKeys,
}: Wrongness): NewFault {
  return () => {
    let keys = newRootKeys();
    const roots = new Map<string, string>();
    const idCerts = new Map<string, string>();

    const rootFor = (pem: string) =>
      remembered(roots, pem, () => {
        if (newKeyEach) keys = newRootKeys();
        const tbs = tbsOf(pem);
        const spki = keys.publicKey.export({ type: 'spki', format: 'der' });
        tbs.subjectPublicKeyInfo = AsnConvert.parse(spki, SubjectPublicKeyInfo);
        root(tbs, roots.size);
        return signCertificate(tbs, keys.privateKey);
      });
    const idCertFor = (pem: string) =>
      remembered(idCerts, pem, () => {
        const tbs = tbsOf(pem);
        idCert(tbs);
        return signCertificate(tbs, (idCertKeys ?? keys).privateKey);
      });

    return async (request, healthy) => {
      const answer = await healthy.send(request);
      if (answer.status !== 200 || answer.content.length === 0) return answer;
      if (isForRoot(request)) return withValue(answer, rootFor(String(valueIn(answer))));
      if (isFor(request, 'getServerPublicKey')) {
        return withValue(answer, keys.publicKey.export({ type: 'spki', format: 'pem' }));
      }
      if (!isFor(request, 'getActorIdCerts') || !isList(answer)) return answer;
      const rows = rowsOf(answer).map((row) => ({ ...row, idcerts: idCertFor(row.idcerts) }));
      return withRows(answer, rows);
    };
  };
}

function isForRoot(request: Request): boolean {
  return isFor(request, 'getServerIdCert', 'rotateServerIdentityKey');
}

function remembered(known: Map<string, string>, pem: string, make: () => string): string {
  const made = known.get(pem) ?? make();
  known.set(pem, made);
  return made;
}

/** Replaces the extension of the same type. */
export function replaceExtension(tbs: TBSCertificate, replacement: Extension): void {
  const others = (tbs.extensions ?? []).filter(({ extnID }) => extnID !== replacement.extnID);
  tbs.extensions = new Extensions([...others, replacement]);
}

/** The extension basicConstraints, critical unless told otherwise. */
export function constraints(value: Partial<BasicConstraints>, critical = true): Extension {
  const der = AsnConvert.serialize(new BasicConstraints(value));
  return extension(id_ce_basicConstraints, der, critical);
}

/** The extension keyUsage with these bits of `KeyUsageFlags`, critical unless told otherwise. */
export function uses(bits: number, critical = true): Extension {
  return extension(id_ce_keyUsage, AsnConvert.serialize(new KeyUsage(bits)), critical);
}

/** The bits of `KeyUsageFlags` in a certificate; none where it has no keyUsage. */
export function usesIn(tbs: TBSCertificate): number {
  return contentOf(tbs, id_ce_keyUsage, KeyUsage)?.toNumber() ?? 0;
}

/** Whether it is the certificate of a CA. */
export function isCa(tbs: TBSCertificate): boolean {
  return contentOf(tbs, id_ce_basicConstraints, BasicConstraints)?.cA ?? false;
}

function contentOf<T>(tbs: TBSCertificate, type: string, Content: new () => T): T | undefined {
  const found = tbs.extensions?.find(({ extnID }) => extnID === type);
  return found && AsnConvert.parse(found.extnValue.buffer, Content);
}

/** A name with one attribute's value replaced. */
export function withAttribute(
  name: Name,
  label: Exclude<AttributeLabel, 'DC'>,
  change: (value: string) => string,
): Name {
  return nameOf(
    [...name].map((relative) => {
      const [one] = [...relative];
      if (one?.type !== attributeType[label]) return relative;
      const value = one.value.ia5String ?? one.value.utf8String ?? '';
      const kind = label === 'uniqueIdentifier' ? 'ia5String' : 'utf8String';
      return attribute(label, { [kind]: change(value) });
    }),
  );
}
