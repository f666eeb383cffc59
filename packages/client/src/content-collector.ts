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
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.#octets());
    } catch (cause) {
      throw new Failure('UNREADABLE', 'the content is not UTF-8', cause);
    }
  }

  #octets(): Uint8Array {
    const [first] = this.#chunks;
    if (first?.length === this.#length) return first;
    const octets = new Uint8Array(this.#length);
    let offset = 0;
    for (const chunk of this.#chunks) {
      octets.set(chunk, offset);
      offset += chunk.length;
    }
    return octets;
  }
}
