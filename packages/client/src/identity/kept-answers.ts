import { freshFor } from './freshness.js';

/** The answer to a look-up: its content, or that the kept content is current. */
export type LookUp<Body> =
  | { status: 200; headers: Headers; body: Body }
  | { status: 304; headers: Headers };

interface KeptAnswer<Body> {
  body: Body;
  etag: string | undefined;
  freshUntil: number;
}

const mostKept = 100;

/** Keeps the answers to look-ups while they are fresh, and then asks again with their `ETag`. */
export class KeptAnswers<Body extends string | object> {
  #kept = new Map<string, KeptAnswer<Body>>();
  #asking = new Map<string, Promise<Body>>();

  /** Returns the answer kept under `key`, or calls `ask`. Simultaneous calls ask once. */
  get(key: string, ask: (etag: string | undefined) => Promise<LookUp<Body>>): Promise<Body> {
    const kept = this.#kept.get(key);
    if (kept && Date.now() < kept.freshUntil) return Promise.resolve(kept.body);
    const asking = this.#asking;
    const renewed =
      asking.get(key) ??
      this.#renew(key, kept, ask).finally(() => {
        asking.delete(key);
      });
    asking.set(key, renewed);
    return renewed;
  }

  /** Forgets everything, including the answers of calls under way. */
  clear(): void {
    this.#kept = new Map();
    this.#asking = new Map();
  }

  async #renew(
    key: string,
    before: KeptAnswer<Body> | undefined,
    ask: (etag: string | undefined) => Promise<LookUp<Body>>,
  ): Promise<Body> {
    const store = this.#kept;
    const answer = await ask(before?.etag);
    const etag = answer.headers.get('etag') ?? before?.etag;
    const isSame = answer.status === 304 || (etag !== undefined && etag === before?.etag);
    const body = isSame ? before?.body : answer.body;
    if (body === undefined)
      throw new Error('the server answered 304 to a request without If-None-Match');
    const fresh = freshFor(answer.headers);
    store.delete(key);
    if (fresh !== undefined) store.set(key, { body, etag, freshUntil: Date.now() + fresh });
    const [oldest] = store.keys();
    if (store.size > mostKept) store.delete(oldest as string);
    return body;
  }
}
