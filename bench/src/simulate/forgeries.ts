import { hourlyBudgets, queueLimits } from '@p2core/reference-server';

/**
 * How many requests a second one foreign server sends to a home server at most, while strangers from this many addresses
 * bring forged ID-Certs of that home server, each with another time. R22 limits the look-ups of an address, and the queue
 * those of a domain.
 *
 * @param latency how long the home server takes for an answer, in seconds
 */
export function lookUpsOfForgeries(addresses: number, latency: number): number {
  const byBudget = (addresses * hourlyBudgets.address.lookUps) / 3600;
  return Math.min(byBudget, queueLimits.underWayPerSubject / latency);
}
