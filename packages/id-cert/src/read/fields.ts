import type { Element } from '../der/read-der.js';
import { tag as tags } from '../der/tags.js';
import { strict } from '../errors.js';

/** Reads the elements of a SEQUENCE in order, each by its expected tag. */
export class Fields {
  readonly #elements: readonly Element[];
  readonly #rule: string;
  #next = 0;

  /** @param rule the rule for the SEQUENCE; the errors begin with it */
  constructor(element: Element, rule: string) {
    strict(element.tag === tags.sequence, rule, 'a SEQUENCE is missing');
    this.#elements = element.children;
    this.#rule = rule;
  }

  /** Takes the next element. There must be one, with `tag` if that is given. */
  take(tag?: number): Element {
    const element = this.#elements[this.#next++];
    strict(
      element !== undefined && (tag === undefined || element.tag === tag),
      this.#rule,
      'an element is missing or of another type',
    );
    return element;
  }

  /** Takes the next element if it has this tag. */
  takeIf(tag: number): Element | undefined {
    return this.#elements[this.#next]?.tag === tag ? this.take(tag) : undefined;
  }

  /** Throws unless all elements were taken. */
  end(): void {
    strict(this.#next === this.#elements.length, this.#rule, 'there are more elements');
  }
}
