/** A home server could not be asked for its certificate (`P2CORE_HOME_SERVER_UNREACHABLE`); `message` says which. */
export class HomeServerUnreachableError extends Error {
  override readonly name = 'HomeServerUnreachableError';
}
