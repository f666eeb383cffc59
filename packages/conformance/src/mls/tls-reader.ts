/** Reads the presentation language of TLS as MLS uses it (RFC 9420 section 2.1). */
export class TlsReader {
  readonly #octets: Buffer;
  #position = 0;

  constructor(octets: Buffer) {
    this.#octets = octets;
  }

  /** An unsigned integer of so many octets. */
  integer(length: number): number {
    return Number(BigInt(`0x${this.#take(length).toString('hex')}`));
  }

  /** A vector of variable size (RFC 9420 section 2.1.2): its length comes first, in as few octets as possible. */
  vector(): Buffer {
    const first = this.integer(1);
    const more = [0, 1, 3][first >> 6];
    if (more === undefined) throw new RangeError('a length that no vector has');
    const low = more === 0 ? 0 : this.integer(more);
    const length = (first & 0x3f) * 256 ** more + low;
    const least = [0, 0x40, 0, 0x4000][more] ?? 0;
    if (length < least) throw new RangeError('a length in more octets than it needs');
    return this.#take(length);
  }

  /** Throws where octets are left. */
  end(): void {
    const left = this.#octets.length - this.#position;
    if (left > 0) throw new RangeError(`${left} octets after the end`);
  }

  #take(length: number): Buffer {
    const end = this.#position + length;
    if (length === 0) return Buffer.alloc(0);
    if (end > this.#octets.length) throw new RangeError('too few octets');
    const octets = this.#octets.subarray(this.#position, end);
    this.#position = end;
    return octets;
  }
}
