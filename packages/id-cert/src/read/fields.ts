import { type Element, strict } from '../der/read-der.js';
import { tag as tags } from '../der/tags.js';

/** Takes the elements of a SEQUENCE one after the other, each by the tag that it must have. */
export class Fields {
  readonly #elements: readonly Element[];
  readonly #rule: string;
  #next = 0;

  /** @param rule what the SEQUENCE must be; the errors begin with it */
  constructor(element: Element, rule: string) {
    strict(element.tag === tags.sequence, rule, 'a SEQUENCE is missing');
    this.#elements = element.children;
    this.#rule = rule;
  }

  /** The next element; there must be one, of this tag where one is given. */
  take(tag?: number): Element {
    const element = this.#elements[this.#next++];
    strict(
      element !== undefined && (tag === undefined || element.tag === tag),
      this.#rule,
      'an element is missing or of another type',
    );
    return element;
  }

  /** The next element where it has this tag. */
  takeIf(tag: number): Element | undefined {
    return this.#elements[this.#next]?.tag === tag ? this.take(tag) : undefined;
  }

  /** Demands that all elements are taken. */
  end(): void {
    strict(this.#next === this.#elements.length, this.#rule, 'there are more elements');
  }
}
