/** The kit cannot run as it was asked to; `message` says why. It is no verdict on the server. */
export class UsageError extends Error {
  override name = 'UsageError' as const;
}
