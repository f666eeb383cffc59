/** The current time in whole seconds since the epoch, the unit of the contract, of certificates and of the store. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** How many seconds two clocks may differ (R20). */
export const toleratedDifference = 60;
