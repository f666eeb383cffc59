import { ContractError } from '@p2core/server';
import { LRUCache } from 'lru-cache';
import { atMost } from '../limits/at-most.js';
import { MonotonicStore } from '../limits/monotonic-store.js';

const minute = 60_000;
const mostKnown = 100_000;
const knownFor = 30 * 24 * 60 * minute;

/** How many wrong passwords an address may send, for one actor and for all, and how many actors it may register. */
export const guessLimits = {
  window: 15 * minute,
  perActorAndAddress: 10,
  perAddress: 100,
  registrationWindow: 60 * minute,
  registrationsPerAddress: 100,
} as const;

/** A guess that was counted as wrong. */
interface Guess {
  /**
   * How many earlier guesses of the address were not right, unchecked ones included; −1 where the actor's password came
   * from there lately.
   */
  readonly before: number;
  /** Takes the guess back, for it was right. */
  wasRight(): void;
  /** Takes the guess out of the limits, for it was not checked. */
  wasNotChecked(): void;
}

/**
 * Limits guesses of passwords by actor and address together, and by address, never by actor alone, so that no stranger
 * can lock an actor out (R28). It counts in this process.
 */
export class Guesses {
  readonly #byActorAndAddress = new MonotonicStore(guessLimits.window);
  readonly #byAddress = new MonotonicStore(guessLimits.window);
  readonly #notRight = new MonotonicStore(guessLimits.window);
  /** Addresses from which an actor's password came lately. Their requests go first. */
  readonly #known = new LRUCache<string, true>({ ...atMost(mostKnown), ttl: knownFor });
  readonly #registrations = new MonotonicStore(guessLimits.registrationWindow);
  readonly #limited: boolean;

  /** @param limited false ends the limits (R22) */
  constructor(limited: boolean) {
    this.#limited = limited;
  }

  /**
   * Counts a guess as wrong before it is checked, so that many at once are no more than the limit.
   *
   * @throws {ContractError} `P2CORE_RATE_LIMITED`, where the limit is reached
   */
  count(fid: string, network: string): Guess {
    if (!this.#limited) return { before: 0, wasRight() {}, wasNotChecked() {} };
    const both = `${fid} ${network}`;
    const counts = [
      { store: this.#byActorAndAddress, key: both, most: guessLimits.perActorAndAddress },
      { store: this.#byAddress, key: network, most: guessLimits.perAddress },
    ];
    for (const { store, key, most } of counts) {
      if (store.add(key, 0) >= most) throw tooMany('wrong passwords', store, key);
    }
    const add = (change: number) => {
      for (const { store, key } of counts) store.add(key, change);
    };
    add(1);
    const before = this.#notRight.add(network, 1) - 1;
    return {
      before: this.#known.has(both) ? -1 : before,
      wasRight: () => {
        this.#known.set(both, true);
        add(-1);
        this.#notRight.add(network, -1);
      },
      wasNotChecked: () => add(-1),
    };
  }

  /**
   * Counts a registration, whose hash costs as much as a guess.
   *
   * @returns how many came from the address before
   * @throws {ContractError} `P2CORE_RATE_LIMITED`
   */
  countRegistration(network: string): number {
    const store = this.#registrations;
    if (!this.#limited) return 0;
    const count = store.add(network, 1);
    if (count > guessLimits.registrationsPerAddress) throw tooMany('registrations', store, network);
    return count - 1;
  }
}

function tooMany(what: string, store: MonotonicStore, key: string): ContractError {
  return new ContractError('P2CORE_RATE_LIMITED', {
    message: `Too many ${what} came from this address.`,
    headers: { 'Retry-After': String(store.secondsLeft(key)) },
  });
}
