/**
 * Compiles a pattern for V8, which takes three times as long to count four characters as to read four that are written
 * out. It matches the same texts.
 */
export default function unrolledPattern(pattern: string, flags: string): RegExp {
  return new RegExp(pattern.replace(four, '$1$1$1$1'), flags);
}

const four = /(\[[\w+/-]+\])\{4\}/g;
