import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readActorIdCert, verifyActorIdCert } from '../../src/certificates/actor-id-cert.js';
import { readServerIdCert } from '../../src/certificates/server-id-cert.js';

const contract = createRequire(import.meta.url).resolve('@p2core/contract/package.json');
const folder = join(contract, '../vectors/certificates');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const vectors = read('index.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { file: string; valid: boolean; reason: string });
const homeServer = readServerIdCert(read('home-server.pem'));

/** The rule that the certificate breaks; undefined where it keeps all. */
function brokenRule(file: string): string | undefined {
  try {
    verifyActorIdCert(readActorIdCert(read(file)), homeServer);
    return undefined;
  } catch (error) {
    if ((error as Error).name !== 'CertificateError') throw error;
    return (error as Error).message;
  }
}

describe('the vectors of certificates', () => {
  it('are there', () => {
    expect(vectors.length).toBeGreaterThan(80);
  });

  it.each(vectors.filter(({ valid }) => valid))('accepts $file: $reason', ({ file }) => {
    expect(brokenRule(file)).toBeUndefined();
  });

  it.each(vectors.filter(({ valid }) => !valid))('refuses $file: $reason', ({ file, reason }) => {
    const rule = brokenRule(file);
    expect(rule).toBeDefined();
    const words = (text: string) => text.replace(/ of (?:an actor|a home server)/, '');
    const wanted = words(reason.split('; here: ')[0] ?? '');
    expect(words(rule ?? '').slice(0, wanted.length)).toBe(wanted);
  });
});

describe("a home server's certificate", () => {
  it('spells its domain', () => {
    expect(homeServer.domain).toBe('home.example.com');
  });

  it("is no actor's", () => {
    const rule = 'the subject must have exactly one UID';
    expect(() => readActorIdCert(read('home-server.pem'))).toThrow(rule);
  });

  it.each([
    ['valid-ed25519.pem', 'the subject of a home server must have no CN'],
    ['invalid-version-1.pem', 'the version must be v3'],
  ])('is not %s', (file, rule) => {
    expect(() => readServerIdCert(read(file))).toThrow(rule);
  });
});
