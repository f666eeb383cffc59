import { wrongEncodings } from './encodings.js';
import { malformedIdCerts } from './malformed.js';
import { basicConstraints, homeName, keyUsage } from './parts.js';
import { homeKey, type Recipe, right } from './recipe.js';
import { makeCertificate, publicKeyOf, toPem } from './sign.js';
import { untrustedIdCerts } from './untrusted.js';
import { validIdCerts } from './valid.js';

const folder = 'openapi/vectors/certificates';

/** The root of home.example.com, which signs all the others. */
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
  reason: string;
  pem: string;
}

/**
 * The test vectors of actors' ID-Certs, the text of each file by its path: PEM files that break one rule each or none,
 * the home server's root, and `index.jsonl`, which says which is which. The same octets come out each time.
 */
export async function makeCertificateVectors(): Promise<Record<string, string>> {
  const vectors = [...(await validVectors()), ...(await invalidVectors())];
  const index = vectors.map(({ file, valid, reason }) => JSON.stringify({ file, valid, reason }));
  return Object.fromEntries([
    [`${folder}/home-server.pem`, toPem(await makeCertificate(root))],
    [`${folder}/index.jsonl`, `${index.join('\n')}\n`],
    ...vectors.map(({ file, pem }) => [`${folder}/${file}`, pem]),
  ]);
}

async function validVectors(): Promise<Vector[]> {
  return Promise.all(
    validIdCerts.map(async ([name, reason, recipe]) => ({
      file: `valid-${name}.pem`,
      valid: true,
      reason,
      pem: await make(recipe),
    })),
  );
}

async function invalidVectors(): Promise<Vector[]> {
  const recipes = [
    ...malformedIdCerts.flatMap(([rule, rows]) => rows.map((row) => [rule, ...row] as const)),
    ...untrustedIdCerts,
  ];
  const made = await Promise.all(
    recipes.map(
      async ([rule, name, what, recipe]) => [rule, name, what, await make(recipe)] as const,
    ),
  );
  return [...wrongEncodings(await makeCertificate(right)), ...made].map(
    ([rule, name, what, pem]) => ({
      file: `invalid-${name}.pem`,
      valid: false,
      reason: `${rule}; here: ${what}`,
      pem,
    }),
  );
}

async function make(recipe: Partial<Recipe>): Promise<string> {
  return toPem(await makeCertificate({ ...right, ...recipe }));
}
