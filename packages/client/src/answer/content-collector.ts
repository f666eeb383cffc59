import { Failure } from './failure.js';

/**
 * Collects the content of an answer in one buffer, at most `limit` octets. A server may send octet by octet, and
 * keeping each piece would need a hundred times the memory.
 */
export class ContentCollector {
  readonly #limit: number;
  #octets: Uint8Array = new Uint8Array();
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws {Failure} where the content exceeds the limit */
  add(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#limit) {
      throw new Failure('UNREADABLE', `the content has more than ${this.#limit} octets`);
    }
    if (length > this.#octets.length) {
      const collected = this.#octets;
      this.#octets = new Uint8Array(Math.max(length, 2 * collected.length));
      this.#octets.set(collected);
    }
    this.#octets.set(piece, this.#length);
    this.#length = length;
  }

  /** @throws {Failure} where the content is not UTF-8 */
  text(): string {
    try {
      const decoder = new TextDecoder('utf-8', { fatal: true });
      return decoder.decode(this.#octets.subarray(0, this.#length));
    } catch (cause) {
      throw new Failure('UNREADABLE', 'the content is not UTF-8', cause);
    }
  }
}
