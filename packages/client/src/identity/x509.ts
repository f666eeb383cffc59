/**
 * The door to `@peculiar/x509`: the only file that imports it. The library needs `Reflect.metadata` before its own first
 * line runs, which is why package.json lists this file and that one among those with side effects.
 */
import './reflect-metadata.js';

export {
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  Pkcs10CertificateRequestGenerator,
  PublicKey,
  X509Certificate,
} from '@peculiar/x509';
