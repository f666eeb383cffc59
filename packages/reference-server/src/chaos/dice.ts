import { createHash } from 'node:crypto';

/** Numbers from 0 to 1 that depend on a seed, the number of a request, and what they are asked for; on nothing else. */
export function roll(seed: number, request: number, purpose: string): number {
  const digest = createHash('sha256').update(`${seed} ${request} ${purpose}`).digest();
  return digest.readUInt32BE() / 2 ** 32;
}
