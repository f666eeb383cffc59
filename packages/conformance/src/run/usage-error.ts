/** The kit cannot run as asked; `message` is the reason. It is no verdict on the server. */
export class UsageError extends Error {
  override name = 'UsageError' as const;
}
