import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readActorIdCert, verifyActorIdCert } from '../../src/certificates/actor-id-cert.js';
import { readServerIdCert } from '../../src/certificates/server-id-cert.js';

const contract = createRequire(import.meta.url).resolve('@p2core/contract/package.json');
const folder = join(contract, '../vectors');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const listed = (kind: string) =>
  read(`${kind}/index.jsonl`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { file: string; valid: boolean; reason: string })
    .map(({ file, ...rest }) => ({ file: `${kind}/${file}`, ...rest }));
const vectors = [...listed('certificates'), ...listed('roots')];
const homeServer = readServerIdCert(read('certificates/home-server.pem'));
/** The message for a field that the library cannot parse names the rule for the whole certificate. */
const anyDer = 'must be exactly one X.509 certificate in DER, without trailing data';

/** The rule that the certificate breaks; `undefined` where it breaks none. */
function brokenRule(file: string): string | undefined {
  try {
    if (file.startsWith('roots/')) readServerIdCert(read(file));
    else verifyActorIdCert(readActorIdCert(read(file)), homeServer);
    return undefined;
  } catch (error) {
    if ((error as Error).name !== 'CertificateError') throw error;
    return (error as Error).message;
  }
}

describe('the vectors of certificates', () => {
  it('are there', () => {
    expect(vectors.length).toBeGreaterThan(200);
  });

  it.each(vectors.filter(({ valid }) => valid))('accepts $file: $reason', ({ file }) => {
    expect(brokenRule(file)).toBeUndefined();
  });

  it.each(vectors.filter(({ valid }) => !valid))('refuses $file: $reason', ({ file, reason }) => {
    const rule = brokenRule(file);
    expect(rule).toBeDefined();
    const words = (text: string) => text.replace(/ of (?:an actor|a home server)/, '');
    const wanted = words(reason.split('; here: ')[0] ?? '');
    if (rule !== anyDer) expect(words(rule ?? '').slice(0, wanted.length)).toBe(wanted);
  });
});

describe("a home server's certificate", () => {
  it('gives its domain', () => {
    expect(homeServer.domain).toBe('home.example.com');
  });

  it("is not accepted as an actor's", () => {
    const rule = 'the subject must have exactly one UID';
    expect(() => readActorIdCert(read('certificates/home-server.pem'))).toThrow(rule);
  });

  it.each([
    ['certificates/valid-ed25519.pem', 'the subject of a home server must have no CN'],
    ['certificates/invalid-version-1.pem', 'the version must be v3'],
  ])('is not %s', (file, rule) => {
    expect(() => readServerIdCert(read(file))).toThrow(rule);
  });
});
