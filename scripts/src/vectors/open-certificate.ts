import 'reflect-metadata';
import { sign } from 'node:crypto';
import { X509Certificate } from '@peculiar/x509';
import { privateKey } from '../examples/keys.js';

/** The signed part of a certificate, as the library parses it. */
export type Tbs = OpenCertificate['tbsCertificate'];

/** A certificate whose signed part can be changed, and signed again. */
export class OpenCertificate extends X509Certificate {
  get tbsCertificate() {
    return this.asn.tbsCertificate;
  }

  /** Signs the current `tbsCertificate` with an Ed25519 key; the octets are reproducible. */
  sign(label: string): Buffer {
    const changed = new OpenCertificate(new X509Certificate(this.asn).rawData);
    const { tbsCertificateRaw } = changed.asn;
    if (!tbsCertificateRaw) throw new Error('the library no longer keeps the octets to be signed');
    const signature = sign(null, new Uint8Array(tbsCertificateRaw), privateKey(label));
    changed.asn.signatureValue = new Uint8Array(signature).buffer;
    return Buffer.from(new X509Certificate(changed.asn).rawData);
  }
}
