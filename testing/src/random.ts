import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of random choices that a seed repeats. */
export class Random {
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    return uniformFloat64(this.#generator);
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
