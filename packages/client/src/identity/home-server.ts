import type { Client } from '../client.js';
import { HomeServerError } from './errors.js';
import { pastHttpCache } from './http-cache.js';
import { KeptAnswers, type LookUp } from './kept-answers.js';

/** The two operations that `HomeServer` calls. */
export type HomeServerClient = Pick<Client, 'getActorIdCerts' | 'getServerIdCert'>;

/** An actor's certificates as the home server lists them. */
export interface ListedIdCerts {
  idcerts: string[];
  invalidated: boolean[];
}

/** One home server. Its answers are kept as long as polyproto-core recommends. */
export class HomeServer {
  readonly #domain: string;
  readonly #client: HomeServerClient;
  readonly #lists = new KeptAnswers<ListedIdCerts>();
  readonly #certificates = new KeptAnswers<string>();

  constructor(domain: string, client: HomeServerClient) {
    this.#domain = domain;
    this.#client = client;
  }

  /** An actor's certificates at a time, or now. Returns the same object while the answer is unchanged. */
  async idCertsOf(fid: string, timestamp: number | undefined): Promise<ListedIdCerts> {
    const request = { fid, ...(timestamp !== undefined && { timestamp }) };
    const list = await this.#lists.get(JSON.stringify(request), async (ifNoneMatch) =>
      this.#lookUp(
        await this.#client.getActorIdCerts(request, { ifNoneMatch, cache: pastHttpCache() }),
      ),
    );
    if (list.idcerts.length !== list.invalidated.length) {
      throw new HomeServerError(this.#domain, 'idcerts and invalidated differ in length (R7)');
    }
    return list;
  }

  /** The server's own certificate at a time, PEM. */
  certificateAt(timestamp: number): Promise<string> {
    return this.#certificates.get(String(timestamp), async (ifNoneMatch) =>
      this.#lookUp(
        await this.#client.getServerIdCert({ timestamp }, { ifNoneMatch, cache: pastHttpCache() }),
      ),
    );
  }

  /** Forgets the kept answers. */
  forget(): void {
    this.#lists.clear();
    this.#certificates.clear();
  }

  #lookUp<Body>(answer: LookUp<Body> | { status: number; error: string }): LookUp<Body> {
    if (!('error' in answer) || answer.error === undefined) return answer as LookUp<Body>;
    throw new HomeServerError(this.#domain, `${answer.status} ${answer.error}`, answer);
  }
}
