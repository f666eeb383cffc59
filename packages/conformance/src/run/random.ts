import { createHash } from 'node:crypto';

/** Pseudo-random numbers in [0, 1): the same ones for the same seed and the same name. */
export function randomOf(seed: number, name: string): () => number {
  let count = 0;
  return () => {
    const digest = createHash('sha256').update(`${seed} ${name} ${count++}`).digest();
    return digest.readUIntBE(0, 6) / 2 ** 48;
  };
}
