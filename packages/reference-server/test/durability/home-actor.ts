import { createPrivateKey, randomBytes } from 'node:crypto';
import { createIdCsr, readIdCert } from '@p2core/id-cert';
import { pathPrefix } from '@p2core/types';
import { expect } from 'vitest';
import type { AddedSession } from '../../src/operator/sessions.js';
import { generateKeyPair, importKeyPair } from '../../src/pki/keys.js';
import { derOf, makeKeyPackage } from '../mls/make.js';
import { exchange, type WireAnswer } from '../support/exchange.js';

type Row = Record<string, string | number | null>;

/** A renewal under way: the data that its client keeps until it has the answer. */
interface Asked {
  readonly token: string;
  readonly csr: string;
  /** PKCS #8 PEM. */
  readonly privateKey: string;
}

/**
 * A session whose client renews it, uploads KeyPackages and key material, and repeats unanswered requests as R30, R32
 * and R34 allow. It outlives the server's processes.
 */
export class HomeActor {
  readonly #fid: string;
  readonly #sessionId: string;
  #token: string;
  #idCert: string;
  #privateKey: string;
  #asked: Asked | undefined;
  /** The ID-Certs that were answered, the first one included. */
  readonly #idCerts: string[];
  /** KeyPackages whose upload was asked for, answered or not. */
  readonly #brought = new Set<string>();
  readonly #given: string[] = [];
  #unstored: string[] = [];
  #lastResort: string | undefined;
  readonly #lastResorts = new Set<string>();
  /** The content of the store by all answers so far; `unknown` while one is missing. */
  #keyMaterial: string | 'none' | 'unknown' = 'none';
  /** How many calls were answered after the one before them was not. */
  repeated = 0;

  constructor(session: AddedSession) {
    this.#fid = session.fid;
    this.#sessionId = session.session_id;
    this.#token = session.token;
    this.#idCert = session.id_cert ?? '';
    this.#privateKey = session.private_key ?? '';
    this.#idCerts = [this.#idCert];
  }

  /** Renews the session, or repeats a renewal that was not answered. */
  async renew(url: string): Promise<void> {
    if (this.#asked !== undefined) this.repeated++;
    this.#asked ??= await this.#newRequest();
    const { token, csr, privateKey } = this.#asked;
    const answer = await send(url, 'POST', '/session/idcert', token, { csr });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    this.#token = answer.json.token;
    this.#idCert = answer.json.id_cert;
    this.#privateKey = privateKey;
    this.#idCerts.push(this.#idCert);
    this.#asked = undefined;
    this.#unstored = [];
    this.#lastResort = undefined;
  }

  /** Brings KeyPackages, or repeats an upload that was not answered. */
  async bring(url: string): Promise<void> {
    const isRepeated = this.#unstored.length > 0;
    if (!isRepeated) {
      this.#unstored = await Promise.all([1, 2, 3].map(() => this.#newKeyPackage()));
      for (const keyPackage of this.#unstored) this.#brought.add(keyPackage);
    }
    const answer = await send(url, 'POST', '/keypackage/@me', this.#token, this.#unstored);
    expect([201, ...(isRepeated ? [409] : [])]).toContain(answer.status);
    this.#unstored = [];
    this.#lastResort ??= await this.#newKeyPackage();
    this.#lastResorts.add(this.#lastResort);
    const set = await send(url, 'PUT', '/keypackage_lr', this.#token, this.#lastResort);
    expect(set.status).toBe(204);
  }

  /** Takes KeyPackages of this actor as somebody else. */
  async pop(url: string, token: string): Promise<void> {
    const answer = await send(url, 'GET', `/keypackage/${this.#fid}`, token);
    expect(answer.status).toBe(200);
    this.#given.push(...answer.json.filter((each: string) => !this.#lastResorts.has(each)));
  }

  /** Stores key material for the first ID-Cert and deletes it, in turn. */
  async storeOrDelete(url: string): Promise<void> {
    const serial = serialOf(this.#idCerts[0] as string);
    const path = '/session/keymaterial';
    const before = this.#keyMaterial;
    this.#keyMaterial = 'unknown';
    if (before === 'none') {
      const key_data = encryptedKey();
      const answer = await send(url, 'POST', path, this.#token, {
        key_data,
        serial_number: serial,
      });
      expect(answer.status).toBe(201);
      this.#keyMaterial = key_data;
    } else {
      const answer = await send(url, 'DELETE', path, this.#token, [serial]);
      expect(answer.status).toBe(204);
      this.#keyMaterial = 'none';
    }
  }

  /** Demands that all that was answered is in the database, and nothing twice. */
  check(tables: (table: string) => Row[]): void {
    const own = tables('id_certs').filter(({ fid }) => fid === this.#fid);
    const recorded = own.map(({ certificate }) => certificate);
    expect(this.#idCerts.filter((pem) => !recorded.includes(pem))).toEqual([]);
    expect(own.filter(({ invalidated_at: at }) => at === null)).toHaveLength(1);
    const unanswered = recorded.length - this.#idCerts.length;
    expect([0, this.#asked === undefined ? 0 : 1]).toContain(unanswered);
    const current = own.findIndex(({ invalidated_at: at }) => at === null);
    expect(current).toBe(recorded.length - 1);

    const sessions = tables('sessions').filter(({ fid }) => fid === this.#fid);
    expect(sessions).toMatchObject([{ ended_at: null, token_hash: expect.any(String) }]);
    const stock = tables('key_packages').filter(({ session }) => session === sessions[0]?.id);
    const ordinary = stock.filter((row) => row.last_resort === 0).map((row) => row.key_package);
    expect(new Set([...this.#given, ...ordinary]).size).toBe(this.#given.length + ordinary.length);
    for (const keyPackage of [...this.#given, ...ordinary])
      expect(this.#brought).toContain(keyPackage);
    // The KeyPackages of a former ID-Cert are gone.
    const leafs = stock.map(({ key_package }) => Buffer.from(String(key_package), 'base64'));
    const der = derOf(String(own[current]?.certificate));
    expect(leafs.filter((leaf) => !leaf.includes(der))).toEqual([]);

    const stored = tables('key_material').filter(({ fid }) => fid === this.#fid);
    if (this.#keyMaterial === 'unknown') return;
    const keys = stored.map(({ key_data: keyData }) => keyData);
    expect(keys).toEqual(this.#keyMaterial === 'none' ? [] : [this.#keyMaterial]);
  }

  get counts(): { renewals: number; brought: number; given: number; repeated: number } {
    return {
      renewals: this.#idCerts.length - 1,
      brought: this.#brought.size,
      given: this.#given.length,
      repeated: this.repeated,
    };
  }

  async #newRequest(): Promise<Asked> {
    const { privateKey } = generateKeyPair();
    const keys = await importKeyPair(privateKey);
    const csr = await createIdCsr({ fid: this.#fid, sessionId: this.#sessionId, keys });
    const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
    const pem = key.export({ format: 'pem', type: 'pkcs8' }).toString();
    return { token: this.#token, csr, privateKey: pem };
  }

  #newKeyPackage(): Promise<string> {
    const privateKey = createPrivateKey(this.#privateKey);
    return makeKeyPackage({ certificate: this.#idCert, privateKey });
  }
}

function encryptedKey(): string {
  const key = createPrivateKey({ key: generateKeyPair().privateKey, format: 'der', type: 'pkcs8' });
  const passphrase = randomBytes(8).toString('hex');
  const options = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase } as const;
  return key.export(options).toString();
}

function serialOf(pem: string): string {
  return BigInt(`0x${readIdCert(pem).serialNumber}`).toString();
}

function send(
  url: string,
  method: string,
  path: string,
  token: string,
  content?: unknown,
): Promise<WireAnswer> {
  return exchange(url, {
    method,
    path: pathPrefix + path,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    content: content === undefined ? undefined : JSON.stringify(content),
  });
}
