import {
  createServerIdCert,
  domainDigest,
  isChallengeSignedBy,
  issueIdCert,
  parseFid,
  readIdCert,
  readIdCsr,
  type ServerIdCert,
} from '@p2core/id-cert';
import { pathPrefix } from '@p2core/types';
import { failing, json } from './answering.js';

const aDay = 86_400;
const now = () => Math.floor(Date.now() / 1000);
const random = () => `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', '');
const fromBase64 = (text: string) =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

interface FakeSession {
  fid: string;
  sessionId: string;
  idCerts: { pem: string; invalidated: boolean }[];
  tokens: string[];
  /** The last renewal, by its ID-CSR (R30). */
  renewal?: { csr: string; token: string; answer: object };
}

/** The part of a server that the flows of `identity` call. The other servers of the same world are foreign to it. */
export class FakeServer {
  readonly url: string;
  readonly passwords = new Map<string, string>();
  readonly sessions: FakeSession[] = [];
  readonly keyPackages: string[] = [];
  lastResort: string | undefined;
  readonly seen: string[] = [];
  #challenges: string[] = [];

  constructor(
    readonly domain: string,
    readonly world: FakeWorld,
    readonly keys: CryptoKeyPair,
    readonly certificate: ServerIdCert,
  ) {
    this.url = `https://${domain}`;
  }

  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const route = `${request.method} ${url.pathname.slice(pathPrefix.length + 1)}`;
    this.seen.push(route);
    const body = ['GET', 'HEAD'].includes(request.method) ? '' : await request.text();
    const [, actor] = /^GET idcert\/actor\/(.*)$/.exec(route) ?? [];
    if (actor !== undefined) {
      return this.#list(decodeURIComponent(actor), url.searchParams.get('session_id'));
    }
    const token = request.headers.get('authorization')?.replace(/^Bearer /, '');
    const content = request.headers.get('content-type') === 'application/json' && body;
    return this.#route(route, content ? (JSON.parse(content) as never) : (body as never), token);
  }

  #route(route: string, body: never, token: string | undefined): Response | Promise<Response> {
    const open: Record<string, () => Response | Promise<Response>> = {
      'GET challenge': () => this.#challenge(),
      'GET idcert/server': () => json(200, this.certificate.pem),
      'POST register': () => this.#register(body),
      'POST session/trust': () => this.#trust(body),
      'POST session/identify': () => this.#identify(body),
    };
    if (open[route]) return open[route]();
    const session = this.sessions.find(({ tokens }) => token && tokens.includes(token));
    if (!session) return failing(401, 'P2CORE_UNAUTHORIZED', { 'WWW-Authenticate': 'Bearer' });
    const locked: Record<string, () => Response | Promise<Response>> = {
      'POST session/idcert': () => this.#rotate(session, token as string, body),
      'PUT session/idcert/extern': () => this.#update(session, body),
      'PUT session/revoke': () => this.#revoke(session, token as string),
      'POST keypackage/@me': () => this.#addKeyPackages(body),
      'PUT keypackage_lr': () => this.#replaceLastResort(body),
    };
    return locked[route]?.() ?? failing(404, 'P2CORE_NOT_FOUND');
  }

  #list(fid: string, sessionId: string | null): Response {
    const listed = this.sessions
      .filter((session) => session.fid === fid && [null, session.sessionId].includes(sessionId))
      .flatMap(({ idCerts }) => idCerts);
    return json(200, {
      idcerts: listed.map(({ pem }) => pem),
      invalidated: listed.map(({ invalidated }) => invalidated),
    });
  }

  async #challenge(): Promise<Response> {
    const challenge = (await domainDigest(this.domain)) + random();
    this.#challenges.push(challenge);
    return json(200, { challenge, expires: now() + 300 });
  }

  #register({ actor_name: name, auth_payload }: { actor_name: string; auth_payload: Password }) {
    if (this.passwords.has(name)) return failing(409, 'P2CORE_FEDERATION_ID_TAKEN');
    this.passwords.set(name, auth_payload.password);
    return json(201, { fid: `${name}@${this.domain}` });
  }

  async #trust(body: { actor_name: string; csr: string; auth_payload: Password }) {
    if (this.passwords.get(body.actor_name) !== body.auth_payload.password) {
      return failing(401, 'P2CORE_INVALID_CREDENTIALS', { 'WWW-Authenticate': 'Bearer' });
    }
    const { fid, sessionId } = await readIdCsr(body.csr);
    if (this.sessions.some((session) => session.fid === fid && session.sessionId === sessionId)) {
      return failing(409, 'P2CORE_SESSION_ID_TAKEN');
    }
    const session: FakeSession = { fid, sessionId, idCerts: [], tokens: [] };
    this.sessions.push(session);
    return json(201, await this.#issue(session, body.csr));
  }

  async #issue(session: FakeSession, csr: string): Promise<{ id_cert: string; token: string }> {
    const { pem } = await issueIdCert({
      ...(await readIdCsr(csr)),
      issuer: { certificate: this.certificate.pem, privateKey: this.keys.privateKey },
      notBefore: now(),
      notAfter: now() + aDay,
    });
    for (const idCert of session.idCerts) idCert.invalidated = true;
    session.idCerts.push({ pem, invalidated: false });
    const token = random();
    session.tokens.push(token);
    return { id_cert: pem, token };
  }

  async #rotate(session: FakeSession, token: string, { csr }: { csr: string }) {
    if (session.renewal?.csr === csr && session.renewal.token === token) {
      return json(201, session.renewal.answer);
    }
    const answer = await this.#issue(session, csr);
    session.renewal = { csr, token, answer };
    return json(201, answer);
  }

  async #identify(body: {
    completed_challenge: { challenge: string; signature: string };
    id_cert: string;
  }) {
    const { challenge, signature } = body.completed_challenge;
    if (!this.#challenges.includes(challenge)) return failing(403, 'P2CORE_CHALLENGE_INVALID');
    this.#challenges = this.#challenges.filter((other) => other !== challenge);
    const { fid, sessionId, publicKey } = readIdCert(body.id_cert);
    if (!(await isChallengeSignedBy(challenge, fromBase64(signature), publicKey))) {
      return failing(403, 'P2CORE_CHALLENGE_FAILED');
    }
    const home = this.world.at(parseFid(fid).domain);
    const isValid = home?.sessions.some(({ idCerts }) =>
      idCerts.some(({ pem, invalidated }) => pem === body.id_cert && !invalidated),
    );
    if (!isValid) return failing(403, 'P2CORE_ID_CERT_INVALIDATED');
    let session = this.sessions.find((one) => one.fid === fid && one.sessionId === sessionId);
    if (!session) {
      session = {
        fid,
        sessionId,
        idCerts: [{ pem: body.id_cert, invalidated: false }],
        tokens: [],
      };
      this.sessions.push(session);
    }
    const token = random();
    session.tokens = [token];
    return json(201, { token });
  }

  #update(session: FakeSession, pem: string): Response {
    session.idCerts.push({ pem, invalidated: false });
    return new Response(null, { status: 201 });
  }

  #revoke(session: FakeSession, token: string): Response {
    session.tokens = session.tokens.filter((other) => other !== token);
    return new Response(null, { status: 204 });
  }

  #addKeyPackages(body: string[]): Response {
    if (body.some((one) => this.keyPackages.includes(one))) {
      return failing(409, 'P2CORE_KEY_PACKAGE_KNOWN');
    }
    this.keyPackages.push(...body);
    return new Response(null, { status: 201 });
  }

  #replaceLastResort(body: string): Response {
    this.lastResort = body;
    return new Response(null, { status: 204 });
  }
}

interface Password {
  password: string;
}

/** Servers that `fetch` reaches by their domains. Chosen answers get lost. */
export class FakeWorld {
  readonly #servers: FakeServer[] = [];
  /** Routes, such as `POST session/trust`, whose next answer is lost after the server has acted. */
  readonly lose: string[] = [];

  async add(domain: string): Promise<FakeServer> {
    const keys = (await crypto.subtle.generateKey('Ed25519', false, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const validity = { notBefore: now() - aDay, notAfter: now() + 10 * aDay };
    const certificate = await createServerIdCert({ domain, keys, ...validity });
    const server = new FakeServer(domain, this, keys, certificate);
    this.#servers.push(server);
    return server;
  }

  at(domain: string): FakeServer | undefined {
    return this.#servers.find((server) => server.domain === domain);
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const server = this.at(new URL(request.url).hostname);
    if (!server) throw new TypeError('no such host');
    const answer = await server.answer(request);
    const lost = this.lose.indexOf(server.seen.at(-1) ?? '');
    if (lost === -1) return answer;
    this.lose.splice(lost, 1);
    throw new TypeError('the answer was lost');
  };
}
