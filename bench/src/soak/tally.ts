import { randomInt } from 'node:crypto';

/** The results of the load on one server. */
export class Tally {
  /** How often each operation was answered with each status, and how often each hostile act was done. */
  readonly counts = new Map<string, number>();
  /** Faults, and how often each happened. */
  readonly faults = new Map<string, number>();
  #latencies: number[] = [];

  /** Notes an answer to a lawful client, and after how many milliseconds it came. */
  lawful(operation: string, status: number, milliseconds: number): void {
    count(this.counts, `${operation} ${status}`);
    this.#latencies.push(milliseconds);
  }

  /** Notes a hostile act, and the status that it was answered with, if that was read. */
  hostile(kind: string, status?: number): void {
    count(this.counts, status === undefined ? kind : `${kind} ${status}`);
    if (status !== undefined && status >= 500) this.fault(`${kind} was answered with ${status}`);
  }

  fault(message: string): void {
    count(this.faults, message);
  }

  /** The 99th percentile of the milliseconds noted since the last call; undefined where there were none. */
  takeP99(): number | undefined {
    const sorted = this.#latencies.sort((left, right) => left - right);
    this.#latencies = [];
    return sorted[Math.ceil(sorted.length * 0.99) - 1];
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** One of some values, at random. */
export function pick<T>(values: readonly T[]): T {
  return values[randomInt(values.length)] as T;
}
