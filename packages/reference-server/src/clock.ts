/** The time now, in whole seconds since the epoch, which is what the contract, certificates and the store count in. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** By how many seconds two clocks may differ (R20). */
export const toleratedDifference = 60;
