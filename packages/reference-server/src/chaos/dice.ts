import { createHash } from 'node:crypto';

/** A number from 0 to 1 that depends only on the seed, the request's number and the purpose. */
export function roll(seed: number, request: number, purpose: string): number {
  const digest = createHash('sha256').update(`${seed} ${request} ${purpose}`).digest();
  return digest.readUInt32BE() / 2 ** 32;
}
