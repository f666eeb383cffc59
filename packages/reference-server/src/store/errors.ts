/** The actor has no live session of that ID (`P2CORE_SESSION_NOT_FOUND`). Nothing was changed. */
export class SessionNotFoundError extends Error {
  override readonly name = 'SessionNotFoundError';

  constructor(fid: string, sessionId: string) {
    super(`${fid} has no live session ${JSON.stringify(sessionId)}`);
  }
}

/** The actor has a live session of that ID already (`P2CORE_SESSION_ID_TAKEN`). Nothing was changed. */
export class SessionIdTakenError extends Error {
  override readonly name = 'SessionIdTakenError';

  constructor(fid: string, sessionId: string) {
    super(`${fid} has a live session ${JSON.stringify(sessionId)} already`);
  }
}

/**
 * An ID-Cert with this serial number was recorded for the actor before: for another session, for this one but replaced
 * since, or with another content. A home server numbers each certificate differently, and one that was invalidated
 * stays so. Nothing was changed.
 */
export class IdCertRecordedError extends Error {
  override readonly name = 'IdCertRecordedError';

  constructor(fid: string, serialNumber: string) {
    super(`an ID-Cert of ${fid} with the serial number ${serialNumber} was recorded before`);
  }
}

/**
 * The server's key was rotated while an ID-Cert was signed, so that look-ups by time would find another key than the one
 * that signed it (R20). Nothing was changed.
 */
export class FormerSignerError extends Error {
  override readonly name = 'FormerSignerError';

  constructor() {
    super("the server's key was rotated while the ID-Cert was signed");
  }
}

/** An ID-Cert was invalidated here before (`P2CORE_ID_CERT_INVALIDATED`). Nothing was changed. */
export class IdCertInvalidatedError extends Error {
  override readonly name = 'IdCertInvalidatedError';

  constructor(fid: string, serialNumber: string) {
    super(`the ID-Cert of ${fid} with the serial number ${serialNumber} was invalidated`);
  }
}

/** Another session, or another actor, has or had an ID-Cert of this public key (R28). Nothing was changed. */
export class IdentityKeyUsedError extends Error {
  override readonly name = 'IdentityKeyUsedError';

  constructor() {
    super('another session has or had an ID-Cert of this public key');
  }
}

/** The actor has as many live sessions as it may have (`P2CORE_SESSIONS_FULL`). Nothing was changed. */
export class TooManySessionsError extends Error {
  override readonly name = 'TooManySessionsError';

  constructor(fid: string, most: number) {
    super(`${fid} has ${most} live sessions already`);
  }
}

/** The actor is not registered here, or was removed. Nothing was changed. */
export class ActorGoneError extends Error {
  override readonly name = 'ActorGoneError';

  constructor(fid: string) {
    super(`${fid} is not registered here, or was removed`);
  }
}

/** The FID is taken, or was once used (`P2CORE_FEDERATION_ID_TAKEN`). Nothing was changed. */
export class FidTakenError extends Error {
  override readonly name = 'FidTakenError';

  constructor(fid: string) {
    super(`${fid} is taken`);
  }
}

/** The invitation is unknown, was used or revoked, or has run out. Nothing was changed. */
export class InvitationError extends Error {
  override readonly name = 'InvitationError';

  constructor() {
    super('the invitation is not good');
  }
}

/** The session has used up its budget of new ID-Certs for a day (R22). Nothing was changed. */
export class TooManyIdCertsError extends Error {
  override readonly name = 'TooManyIdCertsError';
  /** In how many seconds it may bring another one. */
  readonly retryAfter: number;

  constructor(most: number, retryAfter: number) {
    super(`The budget of ${most} new ID-Certs a day is spent.`);
    this.retryAfter = retryAfter;
  }
}

/** The session was renewed as often as is allowed within an hour (R30). Nothing was changed. */
export class TooManyRenewalsError extends Error {
  override readonly name = 'TooManyRenewalsError';
  /** In how many seconds it may be renewed again. */
  readonly retryAfter: number;

  constructor(most: number, retryAfter: number) {
    super(`The budget of ${most} renewals an hour is spent.`);
    this.retryAfter = retryAfter;
  }
}

/** The actor never had an ID-Cert of this serial number here (`P2CORE_ID_CERT_NOT_FOUND`). Nothing was changed. */
export class IdCertNotFoundError extends Error {
  override readonly name = 'IdCertNotFoundError';
}

/** There is key material for this ID-Cert already (`P2CORE_KEY_MATERIAL_EXISTS`). Nothing was changed. */
export class KeyMaterialExistsError extends Error {
  override readonly name = 'KeyMaterialExistsError';
}

/** The actor has as much key material as is allowed (`P2CORE_KEY_MATERIAL_FULL`). Nothing was changed. */
export class KeyMaterialFullError extends Error {
  override readonly name = 'KeyMaterialFullError';
}

/** The stock would become larger than is allowed (`P2CORE_KEY_PACKAGES_FULL`). None of the upload was stored. */
export class KeyPackagesFullError extends Error {
  override readonly name = 'KeyPackagesFullError';
}

/** The session has another ID-Cert now than the KeyPackages were checked for. None of the upload was stored. */
export class IdCertReplacedError extends Error {
  override readonly name = 'IdCertReplacedError';
}

/**
 * Some of the KeyPackages have an `init_key` that was uploaded before, or twice in this upload. None of the upload was
 * stored (R34).
 */
export class DuplicateKeyPackageError extends Error {
  override readonly name = 'DuplicateKeyPackageError';
  /** Their indices in the upload, ascending. */
  readonly indices: readonly number[];

  constructor(indices: readonly number[]) {
    super(`uploaded before, or twice: the KeyPackages at the indices ${indices.join(', ')}`);
    this.indices = indices;
  }
}

/** The lifetime of some of the KeyPackages is over (RFC 9420 section 7.2). None of the upload was stored. */
export class ExpiredKeyPackageError extends Error {
  override readonly name = 'ExpiredKeyPackageError';
  /** Which, as indices into the upload, rising. */
  readonly indices: readonly number[];

  constructor(indices: readonly number[]) {
    super(`the lifetime is over of the KeyPackages at the indices ${indices.join(', ')}`);
    this.indices = indices;
  }
}

/**
 * The database is unavailable: PostgreSQL is gone, silent or about to stop, another process has held SQLite's write
 * lock for too long, or the disk is full or read-only. The same call may succeed later.
 */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  /** Whether the change may have been made: the connection was lost during the commit. */
  readonly mayHaveChanged: boolean;

  constructor(
    message: string,
    { mayHaveChanged = false, ...options }: ErrorOptions & { mayHaveChanged?: boolean } = {},
  ) {
    super(message, options);
    this.mayHaveChanged = mayHaveChanged;
  }
}

/** A database is named neither by a path, nor by `:memory:`, nor by a URL of PostgreSQL. */
export class DatabaseNameError extends Error {
  override readonly name = 'DatabaseNameError';

  constructor(scheme: string) {
    super(
      `a database is named by a path, by ":memory:" or by "postgres://…", not by ${JSON.stringify(scheme)}`,
    );
  }
}
