import { createPublicKey, type KeyObject } from 'node:crypto';
import { privateKey } from '../examples/keys.js';

/**
 * A public key of an algorithm that has no reproducible generation in OpenSSL. Its private key is not needed, because
 * the server signs.
 */
const fixed = {
  p256: `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEOW1aFhmgp24N0snRqxv9ZfOhMhx6
aV9motEDxjkPdfDJs6VhfAK74uIT5K/UN+WR4c3KG6J8JrkNpuENudvgEg==
-----END PUBLIC KEY-----`,
  rsa: `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr39AS4lbmh+SekUltFg3
e81bFB9sw5iLtzyImI3g/dVQhi4bloS1puMhph0E3PoHCQWfig+Q5ClsPfkDofqP
vBWPZal7rtVdIuZjQL7+1ETCeSFKnqlATpIa44CA1Bfaxwuu78GiNTA/zsMoN4Dv
NFZ6AzVuYkbg+GUzZIg4WYxl6AcUuXpKhK7ikEZLP0LSEI1kOxH9U2JBOilUEtFv
CDYoc1hFTxHI5spx81XdZvquP2L4c8esJdv0Q1p0Qs/hodQ+dLmOsaaAMzKpquje
XfDpncFcoQEHoK65lxHKcHvxAvWpyZZ3TUt9+xx+yOQ3ndyaJzGsq8pCps+jAeX2
iQIDAQAB
-----END PUBLIC KEY-----`,
};

/** The session keys of the vectors: Ed25519, which anybody can compute from the label, P-256 and RSA. */
export const publicKeys: Record<'ed25519' | 'p256' | 'rsa', KeyObject> = {
  ed25519: createPublicKey(privateKey('vectors, session')),
  p256: createPublicKey(fixed.p256),
  rsa: createPublicKey(fixed.rsa),
};
