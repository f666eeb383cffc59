import { ContractError } from '@p2core/server';
import { LRUCache } from 'lru-cache';
import { atMost } from '../limits/at-most.js';
import type { Asker } from './home-servers.js';
import { hourlyBudgets } from './limits.js';

const hour = 3_600_000;
const mostAskers = 100_000;

/** The look-ups and octets that each asker has spent in its hour, which begins with its first look-up (R22). */
export class LookUpBudgets {
  readonly #spent = new LRUCache<string, { lookUps: number; octets: number }>({
    ...atMost(mostAskers),
    ttl: hour,
  });

  /**
   * Counts a look-up.
   *
   * @throws {ContractError} `P2CORE_RATE_LIMITED`, which names the spent budget
   */
  spendLookUp({ key, kind }: Asker): void {
    const spent = this.#spent.get(key) ?? { lookUps: 0, octets: 0 };
    const { lookUps, octets } = hourlyBudgets[kind];
    if (spent.lookUps >= lookUps) throw this.#over(key, `${lookUps} look-ups of home servers`);
    if (spent.octets >= octets) throw this.#over(key, `${octets} octets from home servers`);
    spent.lookUps++;
    if (spent.lookUps === 1) this.#spent.set(key, spent);
  }

  /** Counts the octets of a look-up. */
  spendOctets({ key }: Asker, octets: number): void {
    const spent = this.#spent.get(key);
    if (spent) spent.octets += octets;
  }

  #over(key: string, what: string): ContractError {
    const seconds = Math.ceil(this.#spent.getRemainingTTL(key) / 1000);
    return new ContractError('P2CORE_RATE_LIMITED', {
      message: `The budget of ${what} an hour is spent.`,
      headers: { 'Retry-After': String(Math.max(1, seconds)) },
    });
  }
}
