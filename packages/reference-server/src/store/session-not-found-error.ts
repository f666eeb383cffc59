/** The actor has no live session of that ID (`P2CORE_SESSION_NOT_FOUND`). Nothing was changed. */
export class SessionNotFoundError extends Error {
  override readonly name = 'SessionNotFoundError';

  constructor(fid: string, sessionId: string) {
    super(`${fid} has no live session ${JSON.stringify(sessionId)}`);
  }
}
