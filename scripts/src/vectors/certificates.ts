import { otherEncodings, wrongEncodings } from './encodings.js';
import { malformedIdCerts } from './malformed.js';
import { basicConstraints, homeName, keyUsage } from './parts.js';
import { assemble } from './raw.js';
import { homeKey, type Recipe, right } from './recipe.js';
import { requestVectors } from './requests.js';
import { rootVectors } from './roots.js';
import { makeCertificate, publicKeyOf, toPem } from './sign.js';
import { shortSignature, strictlyMalformed, strictlyValid } from './strict.js';
import { untrustedIdCerts } from './untrusted.js';
import { validIdCerts } from './valid.js';

const folder = 'openapi/vectors';

/** The root of home.example.com, which signs the others. */
const root: Recipe = {
  ...right,
  subject: homeName,
  serialNumber: '01',
  notBefore: '2021-01-01T00:00:00Z',
  extensions: [basicConstraints(true, 0), keyUsage(['keyCertSign'])],
  publicKey: publicKeyOf(homeKey),
};

interface Vector {
  file: string;
  valid: boolean;
  /** The error code with which a server refuses it. */
  error?: 'P2CORE_INVALID_ID_CERT' | 'P2CORE_ID_CERT_UNTRUSTED' | 'P2CORE_INVALID_ID_CSR';
  reason: string;
  pem: string;
}

/**
 * The test vectors of ID-Certs, roots and ID-CSRs, as the text of each file by its path: PEM files that break one rule or
 * none, and an `index.jsonl` for each kind with the outcomes. The octets are reproducible.
 */
export async function makeCertificateVectors(): Promise<Record<string, string>> {
  return {
    [`${folder}/certificates/home-server.pem`]: toPem(await makeCertificate(root)),
    ...filesOf('certificates', [...(await validVectors()), ...(await invalidVectors())]),
    ...filesOf('roots', rootVectors()),
    ...filesOf('requests', requestVectors()),
  };
}

function filesOf(kind: string, vectors: readonly Vector[]): Record<string, string> {
  const index = vectors.map(({ pem: _, ...line }) => JSON.stringify(line));
  return Object.fromEntries([
    [`${folder}/${kind}/index.jsonl`, `${index.join('\n')}\n`],
    ...vectors.map(({ file, pem }) => [`${folder}/${kind}/${file}`, pem]),
  ]);
}

async function validVectors(): Promise<Vector[]> {
  const made = await Promise.all(
    validIdCerts.map(async ([name, reason, recipe]) => [name, reason, await make(recipe)] as const),
  );
  const strict = strictlyValid.map(
    ([name, reason, parts]) => [name, reason, toPem(assemble(parts))] as const,
  );
  return [...made, ...strict, ...otherEncodings(await makeCertificate(right))].map(
    ([name, reason, pem]) => ({
      file: `valid-${name}.pem`,
      valid: true,
      reason,
      pem,
    }),
  );
}

async function invalidVectors(): Promise<Vector[]> {
  const malformed = malformedIdCerts.flatMap(([rule, rows]) =>
    rows.map(([name, what, recipe]) => [rule, name, what, make(recipe)] as const),
  );
  const strict = strictlyMalformed.flatMap(([rule, rows]) =>
    rows.map(([name, what, parts]) => [rule, name, what, toPem(assemble(parts))] as const),
  );
  const untrusted = [
    ...untrustedIdCerts.map(
      ([rule, name, what, recipe]) => [rule, name, what, make(recipe)] as const,
    ),
    [
      "the signature must be by the key of the home server's certificate",
      'signature-63-octets',
      'it has 63 octets',
      toPem(assemble(shortSignature)),
    ] as const,
  ];
  return Promise.all([
    ...[...wrongEncodings(await makeCertificate(right)), ...malformed, ...strict].map(
      invalid('P2CORE_INVALID_ID_CERT'),
    ),
    ...untrusted.map(invalid('P2CORE_ID_CERT_UNTRUSTED')),
  ]);
}

function invalid(error: NonNullable<Vector['error']>) {
  return async ([rule, name, what, pem]: readonly [
    string,
    string,
    string,
    string | Promise<string>,
  ]): Promise<Vector> => ({
    file: `invalid-${name}.pem`,
    valid: false,
    error,
    reason: `${rule}; here: ${what}`,
    pem: await pem,
  });
}

async function make(recipe: Partial<Recipe>): Promise<string> {
  return toPem(await makeCertificate({ ...right, ...recipe }));
}
