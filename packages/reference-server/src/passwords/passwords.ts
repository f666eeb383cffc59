import { hash, verify } from '@node-rs/argon2';
import type { Actors } from '../store/actors/actors.js';
import { type HashAsker, HashQueue } from './hash-queue.js';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. A hash takes about 30 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash for unknown actors, so that they cost as much time as a wrong password (R28). */
const hashOfNobody = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** The shortest and the longest password, in code points after NFC (R27). */
export const passwordLength = { least: 8, most: 256 } as const;

/** Makes and checks hashes of passwords with argon2id, in turn. */
export class Passwords {
  readonly #queue = new HashQueue();

  /**
   * Hashes a password.
   *
   * @param asker whose hash it is
   * @returns a PHC string
   * @throws {QueueFullError}
   */
  hash(password: string, asker: HashAsker): Promise<string> {
    return this.#queue.run(asker, () => hash(password.normalize('NFC'), cost));
  }

  /**
   * Checks the password of an actor. It takes as long for an unknown actor.
   *
   * @param asker whose check it is
   * @throws {QueueFullError}
   */
  async check(actors: Actors, fid: string, password: string, asker: HashAsker): Promise<boolean> {
    const known = await actors.passwordHash(fid);
    const given = password.normalize('NFC');
    const isRight = await this.#queue.run(asker, () => verify(known ?? hashOfNobody, given));
    return isRight && known !== undefined;
  }
}

/** Whether a text can be a password: by its length in code points, after NFC (R27). */
export function isPassword(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > longestText) return false;
  const length = [...text.normalize('NFC')].length;
  return passwordLength.least <= length && length <= passwordLength.most;
}

/** A longer text has too many code points after NFC. The limit bounds the work of normalising. */
const longestText = 4096;
