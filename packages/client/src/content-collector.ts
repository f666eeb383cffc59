import { Failure } from './failure.js';

/** Collects the content of an answer, and at most `limit` octets of it. */
export class ContentCollector {
  readonly #limit: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws {Failure} where that is more than the limit */
  add(chunk: Uint8Array): void {
    this.#length += chunk.length;
    if (this.#length > this.#limit) {
      throw new Failure('UNREADABLE', `the content has more than ${this.#limit} octets`);
    }
    this.#chunks.push(chunk);
  }

  /** @throws {Failure} where the content is not UTF-8 */
  text(): string {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const last = this.#chunks.pop();
    try {
      const begun = this.#chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('');
      return begun + decoder.decode(last);
    } catch (cause) {
      throw new Failure('UNREADABLE', 'the content is not UTF-8', cause);
    }
  }
}
