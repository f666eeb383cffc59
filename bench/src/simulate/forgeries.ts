import { hourlyBudgets, queueLimits } from '@p2core/reference-server';

/**
 * How many requests a second one foreign server sends to a home server, at most, while strangers from so many addresses
 * bring forged ID-Certs of it, each with another time. An address has its budget (R22), and a domain its places in the
 * queue.
 *
 * @param latency how long the home server takes for an answer, in seconds
 */
export function lookUpsOfForgeries(addresses: number, latency: number): number {
  const byBudget = (addresses * hourlyBudgets.address.lookUps) / 3600;
  return Math.min(byBudget, queueLimits.underWayPerSubject / latency);
}
