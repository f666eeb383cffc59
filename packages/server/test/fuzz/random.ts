/** A source of random choices that a seed repeats (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, but not including, the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  octets(maxLength: number): Buffer {
    return Buffer.from(Array.from({ length: this.below(maxLength + 1) }, () => this.below(256)));
  }

  /** A text of these characters. */
  text(maxLength: number, characters = 'abcXYZ019-._~%+@/ '): string {
    const length = this.below(maxLength + 1);
    return Array.from({ length }, () => characters[this.below(characters.length)]).join('');
  }

  /** The text, with something done to some of its characters. */
  mutate(text: string, probability: number, change: (character: string) => string): string {
    return [...text].map((c) => (this.chance(probability) ? change(c) : c)).join('');
  }
}
