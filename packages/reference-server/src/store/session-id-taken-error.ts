/** The actor has a live session of that ID already (`P2CORE_SESSION_ID_TAKEN`). Nothing was changed. */
export class SessionIdTakenError extends Error {
  override readonly name = 'SessionIdTakenError';

  constructor(fid: string, sessionId: string) {
    super(`${fid} has a live session ${JSON.stringify(sessionId)} already`);
  }
}
