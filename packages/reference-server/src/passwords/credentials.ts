import { ContractError } from '@p2core/server';
import { QueueFullError } from '../limits/fair-queue.js';
import { networkOf } from '../limits/rate-limits.js';
import type { Actors } from '../store/actors/actors.js';
import type { Guesses } from './guesses.js';
import { isPassword, type Passwords } from './passwords.js';

/** Seconds. A hash takes a fraction of one. */
const retryFullQueueAfter = '1';

/** Checks passwords that strangers send, within the limits of R27 and R28. */
export class Credentials {
  readonly #actors: Actors;
  readonly #passwords: Passwords;
  readonly #guesses: Guesses;

  constructor(actors: Actors, passwords: Passwords, guesses: Guesses) {
    this.#actors = actors;
    this.#passwords = passwords;
    this.#guesses = guesses;
  }

  /**
   * Whether a password is an actor's. A text that cannot be a password counts as wrong, and is not hashed.
   *
   * @throws {ContractError} `P2CORE_RATE_LIMITED`, `P2CORE_UNAVAILABLE`
   */
  async areRight(fid: string, password: unknown, address: string): Promise<boolean> {
    const network = networkOf(address);
    const guess = this.#guesses.count(fid, network);
    if (!isPassword(password)) return false;
    try {
      const asker = { key: network, wrong: guess.before };
      const isRight = await this.#passwords.check(this.#actors, fid, password, asker);
      if (isRight) guess.wasRight();
      return isRight;
    } catch (error) {
      guess.wasNotChecked();
      throw asUnavailable(error);
    }
  }

  /**
   * Hashes the password of a registration.
   *
   * @returns a PHC string
   * @throws {ContractError} `P2CORE_RATE_LIMITED`, `P2CORE_UNAVAILABLE`
   */
  async hash(password: string, address: string): Promise<string> {
    const network = networkOf(address);
    const asker = { key: network, wrong: this.#guesses.countRegistration(network) };
    return this.#passwords.hash(password, asker).catch((error: unknown) => {
      throw asUnavailable(error);
    });
  }
}

function asUnavailable(error: unknown): unknown {
  if (!(error instanceof QueueFullError)) return error;
  const headers = { 'Retry-After': retryFullQueueAfter };
  return new ContractError('P2CORE_UNAVAILABLE', { headers, cause: error });
}
