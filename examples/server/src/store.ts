import { createHash } from 'node:crypto';
import type { IdCert } from '@p2core/id-cert';

/** The actor and session that a token belongs to. */
export interface SessionKey {
  fid: string;
  sessionId: string;
}

/** An ID-Cert that an actor has or had. */
export interface RecordedIdCert {
  idCert: IdCert;
  /** Seconds since the epoch; `null` if it was never invalidated. */
  invalidatedAt: number | null;
}

/** Actors, their sessions and ID-Certs in memory. Replace it by your database. */
export class Store {
  readonly #idCerts = new Map<string, RecordedIdCert[]>();
  readonly #sessions = new Map<string, SessionKey>();

  addActor(fid: string): void {
    this.#idCerts.set(fid, this.#idCerts.get(fid) ?? []);
  }

  hasActor(fid: string): boolean {
    return this.#idCerts.has(fid);
  }

  /** Begins a session. Stores only a digest of the token. */
  addSession(token: string, idCert: IdCert): void {
    const { fid, sessionId } = idCert;
    this.#sessions.set(digest(token), { fid, sessionId });
    this.addActor(fid);
    this.#idCerts.get(fid)?.push({ idCert, invalidatedAt: null });
  }

  sessionOf(token: string): SessionKey | undefined {
    return this.#sessions.get(digest(token));
  }

  /** Ends a session and flags its ID-Cert (R13). Returns whether there was one. */
  endSession({ fid, sessionId }: SessionKey, now: number): boolean {
    for (const [key, session] of this.#sessions) {
      if (session.fid !== fid || session.sessionId !== sessionId) continue;
      this.#sessions.delete(key);
      this.#flag(session, now);
      return true;
    }
    return false;
  }

  /** The ID-Certs of an actor that are valid at a time, the oldest first (R7, R8). */
  idCertsOf(fid: string, at: number, sessionId: string | undefined): RecordedIdCert[] {
    return (this.#idCerts.get(fid) ?? [])
      .filter(({ idCert }) => idCert.notBefore <= at && at <= idCert.notAfter)
      .filter(({ idCert }) => sessionId === undefined || idCert.sessionId === sessionId)
      .sort((a, b) => a.idCert.notBefore - b.idCert.notBefore);
  }

  /** Whether an ID-Cert is current, a former one, or unknown (`undefined`). */
  standingOf({ fid, pem }: IdCert): 'current' | 'former' | undefined {
    const found = this.#idCerts.get(fid)?.find(({ idCert }) => idCert.pem === pem);
    return found && (found.invalidatedAt === null ? 'current' : 'former');
  }

  /** Adds a session's new ID-Cert, and flags the former one. */
  replaceIdCert(idCert: IdCert, now: number): void {
    this.#flag(idCert, now);
    this.#idCerts.get(idCert.fid)?.push({ idCert, invalidatedAt: null });
  }

  #flag({ fid, sessionId }: SessionKey, now: number): void {
    for (const recorded of this.#idCerts.get(fid) ?? []) {
      if (recorded.idCert.sessionId === sessionId) recorded.invalidatedAt ??= now;
    }
  }
}

/** A plain digest is enough, because a token is random. */
function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
