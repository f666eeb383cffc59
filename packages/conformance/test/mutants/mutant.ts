import type { Fixture } from '../../src/fixture.js';

/** A change of one built file. */
export interface Change {
  /** From `packages/`. */
  file: string;
  /** What stands in the file exactly once. */
  find: string;
  replace: string;
}

/** A small change of the built reference server that breaks one clause. */
export interface Mutant extends Change {
  /** What the server does wrong, as a sentence without a subject. Unique. */
  name: string;
  /** The ruling that it breaks, or `page`, or `contract`. */
  clause: string;
  /** The ID of the case that must fail. */
  caughtBy: string;
  /** A second change, where the server would notice the first by itself. */
  also?: Change;
  /** The case needs ID-Certs of one actor that begin in different seconds, for which the fixture takes two seconds. */
  laterBeginnings?: boolean;
  /** The change makes a run of the whole kit take too long: the case alone is run. */
  alone?: true;
  /** What the fixture says otherwise than usual. */
  fixture?: Partial<Fixture>;
}

/** Mutants of one file. */
export function inFile(file: string, mutants: readonly Omit<Mutant, 'file'>[]): Mutant[] {
  return mutants.map((mutant) => ({ file, ...mutant }));
}

/** The source with the change in it. Throws where it does not apply, or not unambiguously. */
export function applyChange(source: string, { file, find, replace }: Change): string {
  const parts = source.split(find);
  if (parts.length !== 2) {
    throw new Error(`${file} has ${parts.length - 1} times, not once: ${find}`);
  }
  return parts.join(replace);
}
