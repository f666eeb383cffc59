import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { errorCodes, operations } from '@p2core/types';
import type { Names } from '../certificates/certificate-names.js';
import { issueIdCert, serverTbs, signCertificate } from '../certificates/forge.js';
import { type KeyPair, keyPairOf, newKeyPair } from '../certificates/key-pair.js';
import { UsageError } from '../run/usage-error.js';

/** The address of the kit's own home server, and the domain by which the server under test finds it. */
export interface HomeServerAddress {
  /** A domain; the server under test must reach `host:port` for it. */
  readonly domain: string;
  readonly host: string;
  readonly port: number;
}

/** An ID-Cert that this home server has signed, with its key. */
export interface IssuedIdCert {
  readonly fid: string;
  readonly sessionId: string;
  /** PEM. */
  readonly idCert: string;
  readonly keyPair: KeyPair;
}

/** Makes an ID-Cert for a public key, signed with the home server's key, and gives its PEM. */
type MakeIdCert = (names: Names, publicKey: KeyObject, homeServerKey: KeyObject) => string;

interface Listed {
  readonly idCert: string;
  readonly sessionId: string;
  /** When it was invalidated, in seconds since the epoch. */
  invalidatedAt: number | null;
}

/** A request of the server under test. */
export interface Asked {
  readonly path: string;
  readonly cacheControl: string | undefined;
}

/** Answers in place of the home server; `false` leaves it to the home server. */
type Misbehaviour = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The kit's own home server, on loopback. It signs ID-Certs for invented actors, whom the cases log in to the server
 * under test, and it can flag, forget or deny them (R38). It has only the two look-ups that a foreign server needs. Its
 * key and certificate depend on its domain alone, for the server under test keeps them between runs. They are no
 * secret, and prove nothing.
 */
export class HomeServer {
  /** Every request that came, in order. */
  readonly asked: Asked[] = [];
  /** Where set, it answers first. */
  misbehaviour: Misbehaviour | undefined;
  readonly domain: string;
  readonly #root: string;
  readonly #key: KeyObject;
  readonly #listed = new Map<string, Listed[]>();
  readonly #server: Server;

  private constructor(domain: string) {
    const keyPair = keyPairOf(`home server of the conformance kit: ${domain}`);
    this.domain = domain;
    this.#key = keyPair.privateKey;
    this.#root = signCertificate(serverTbs(domain, keyPair), keyPair.privateKey);
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  /**
   * Starts one.
   *
   * @throws {UsageError} where it cannot listen there
   */
  static async start({ domain, host, port }: HomeServerAddress): Promise<HomeServer> {
    const homeServer = new HomeServer(domain);
    const server = homeServer.#server.listen(port, host);
    try {
      await once(server, 'listening');
    } catch (error) {
      throw new UsageError(
        `the kit's home server cannot listen on ${host}:${port}: ${(error as Error).message}`,
      );
    }
    server.unref();
    return homeServer;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Signs an ID-Cert for a session of an actor, and lists it. `make` may make one that breaks rules. */
  issue(
    names: Omit<Names, 'fid'> & { localPart: string },
    {
      make = issueIdCert,
      isListed = true,
      keyPair = newKeyPair(),
    }: { make?: MakeIdCert; isListed?: boolean; keyPair?: KeyPair } = {},
  ): IssuedIdCert {
    const { localPart, sessionId } = names;
    const fid = `${localPart}@${this.domain}`;
    const idCert = make({ ...names, fid }, keyPair.publicKey, this.#key);
    const listed = this.#listed.get(fid) ?? [];
    this.#listed.set(fid, listed);
    if (isListed) listed.push({ idCert, sessionId, invalidatedAt: null });
    return { fid, sessionId, idCert, keyPair };
  }

  /** Flags an ID-Cert from `now` on, in seconds since the epoch. */
  invalidate({ fid, idCert }: IssuedIdCert, now: number): void {
    for (const listed of this.#listed.get(fid) ?? []) {
      if (listed.idCert === idCert) listed.invalidatedAt = now;
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', `http://${this.domain}`);
    this.asked.push({ path: url.pathname, cacheControl: request.headers['cache-control'] });
    if (this.misbehaviour?.(request, response)) return;
    const sessionId = url.searchParams.get('session_id');
    const [actors] = operations.getActorIdCerts.path.split('{');
    if (url.pathname === operations.getServerIdCert.path) {
      answerWith(response, 200, this.#root);
    } else if (actors !== undefined && url.pathname.startsWith(actors)) {
      const fid = decodeURIComponent(url.pathname.slice(actors.length)).toLowerCase();
      const listed = this.#listed.get(fid);
      if (listed === undefined) answerError(response, 'P2CORE_ACTOR_NOT_FOUND');
      else answerWith(response, 200, listOf(listed, sessionId));
    } else {
      answerError(response, 'P2CORE_NOT_FOUND');
    }
  }
}

function listOf(listed: readonly Listed[], sessionId: string | null) {
  const chosen = listed.filter((one) => sessionId === null || one.sessionId === sessionId);
  return {
    idcerts: chosen.map(({ idCert }) => idCert),
    invalidated: chosen.map(({ invalidatedAt }) => invalidatedAt !== null),
    invalidated_at: chosen.map(({ invalidatedAt }) => invalidatedAt),
  };
}

function answerError(
  response: ServerResponse,
  error: 'P2CORE_ACTOR_NOT_FOUND' | 'P2CORE_NOT_FOUND',
): void {
  const { status } = errorCodes[error];
  answerWith(response, status, { errcode: status, error });
}

/** Look-ups for any time get the present answer: the kit's certificates are valid for the whole run. */
function answerWith(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    Vary: 'Accept',
  });
  response.end(JSON.stringify(value));
}
