import { decodeVarLenData } from 'ts-mls/codec/variableLength.js';

/** Reads the presentation language of TLS as MLS uses it (RFC 9420 section 2.1). Throws at the end of the octets. */
export class TlsCursor {
  readonly #octets: Buffer;
  #offset = 0;

  constructor(octets: Buffer) {
    this.#octets = octets;
  }

  get isAtEnd(): boolean {
    return this.#offset >= this.#octets.length;
  }

  uint8(): number {
    return this.#octets.readUInt8(this.#advance(1));
  }

  uint16(): number {
    return this.#octets.readUInt16BE(this.#advance(2));
  }

  uint64(): bigint {
    return this.#octets.readBigUInt64BE(this.#advance(8));
  }

  /** A vector of variable size. */
  vector(): Buffer {
    const [content, length] = decodeVarLenData(this.#octets, this.#offset) ?? [];
    if (content === undefined || length === undefined) throw new RangeError('a vector is cut off');
    this.#advance(length);
    return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  }

  #advance(length: number): number {
    const start = this.#offset;
    this.#offset += length;
    return start;
  }
}
