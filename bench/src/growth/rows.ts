import { createHash } from 'node:crypto';
import { BackupWriter } from '@p2core/reference-server/fixtures';

/** The number of certificates of a session, and of sessions of an actor. */
export const certsPerSession = 5;
const sessionsPerActor = 2;

/** The validity of a certificate, in seconds. */
export const year = 365 * 24 * 60 * 60;

/** When every actor's history begins, in seconds since the epoch: its last certificates hold now, so its sessions live (R39). */
export const epoch = Math.floor(Date.now() / 1000) - (certsPerSession - 0.5) * year;
const certsPerActor = certsPerSession * sessionsPerActor;

/** One actor in this many has KeyPackages in stock and waiting events. */
export const stockedEvery = 5;

export const fidOf = (actor: number): string => `actor-${actor}@home.example.com`;
export const sessionOf = (session: number): string => `session-${session}`;
export const tokenHashOf = (actor: number, session: number): string =>
  createHash('sha256').update(`${actor} ${session}`).digest('hex');
/** The SHA-256 of the invitation with this number. */
export const invitationHashOf = (number: number): string =>
  createHash('sha256').update(`invitation ${number}`).digest('hex');
const passwordHash = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

export const actorsOf = (certificates: number): number => certificates / certsPerActor;
const identitiesOf = (certificates: number): number => Math.max(10, certificates / 1000);

/** Makes an export, line by line, of a server that has recorded this many certificates; `pem` stands for each. */
export async function* exportOf(certificates: number, pem: string): AsyncGenerator<string> {
  const lines: string[] = [];
  const writer = new BackupWriter((line) => void lines.push(line));
  await writer.begin();
  for (const [table, rows] of tables(certificates, pem)) {
    for (const row of rows) {
      await writer.row(table, row);
      yield* lines.splice(0);
    }
  }
  await writer.end();
  yield* lines;
}

type Row = Record<string, string | number | null>;
type Table = Parameters<BackupWriter['row']>[0];

function tables(certificates: number, pem: string): [Table, Iterable<Row>][] {
  const actors = actorsOf(certificates);
  return [
    ['settings', [{ key: 'domain', value: 'home.example.com' }]],
    ['server_identities', serverIdentities(identitiesOf(certificates), pem)],
    [
      'actors',
      map(actors, (actor) => ({
        fid: fidOf(actor),
        created_at: epoch,
        password_hash: passwordHash,
        removed_at: null,
      })),
    ],
    ['sessions', sessions(actors)],
    ['id_certs', idCerts(actors, pem)],
    ['key_packages', keyPackages(actors)],
    ['key_material', keyMaterial(actors)],
    ['events', events(actors)],
    ['invitations', invitations(actors)],
    ['identity_keys', identityKeys(actors)],
  ];
}

function* map<T>(count: number, make: (index: number) => T): Generator<T> {
  for (let index = 0; index < count; index++) yield make(index);
}

function serverIdentities(count: number, pem: string): Iterable<Row> {
  const step = Math.floor((certsPerSession * year) / count);
  return map(count, (index) => ({
    id: index + 1,
    serial_number: index.toString(16),
    certificate: pem,
    public_key: pem.slice(0, 110),
    sealed_private_key: pem.slice(0, 100),
    not_before: epoch + index * step,
    not_after: epoch + 20 * year,
    current_from: epoch + index * step,
  }));
}

function* eachSession(actors: number): Generator<{ id: number; actor: number; session: number }> {
  let id = 0;
  for (let actor = 0; actor < actors; actor++) {
    for (let session = 0; session < sessionsPerActor; session++) yield { id: ++id, actor, session };
  }
}

function* sessions(actors: number): Generator<Row> {
  for (const { id, actor, session } of eachSession(actors)) {
    yield {
      id,
      fid: fidOf(actor),
      session_id: sessionOf(session),
      token_hash: tokenHashOf(actor, session),
      created_at: epoch,
      ended_at: null,
      last_event: 2,
    };
  }
}

function* idCerts(actors: number, pem: string): Generator<Row> {
  let id = 0;
  for (const { actor, session } of eachSession(actors)) {
    for (let age = 0; age < certsPerSession; age++) {
      const notBefore = epoch + age * year;
      yield {
        id: ++id,
        fid: fidOf(actor),
        session_id: sessionOf(session),
        serial_number: id.toString(16),
        certificate: pem,
        not_before: notBefore,
        not_after: notBefore + year,
        invalidated_at: age < certsPerSession - 1 ? notBefore + year : null,
      };
    }
  }
}

function* keyPackages(actors: number): Generator<Row> {
  let id = 0;
  for (const { id: session, actor } of eachSession(actors)) {
    if (actor % stockedEvery !== 0) continue;
    for (let index = 0; index < 10; index++) {
      const text = `${session} ${index}`.padEnd(300, '.');
      const keyPackage = Buffer.from(text).toString('base64');
      const lastResort = index === 0 ? 1 : 0;
      yield {
        id: ++id,
        session,
        last_resort: lastResort,
        key_package: keyPackage,
        not_after: null,
      };
    }
  }
}

function* events(actors: number): Generator<Row> {
  for (const { id: session, actor } of eachSession(actors)) {
    if (actor % stockedEvery !== 0) continue;
    for (const s of [1, 2]) yield { session, s, n: 'core', op: '8', d: '{"text":"hello"}' };
  }
}

/** Key material of the first session's newest certificate. */
function* keyMaterial(actors: number): Generator<Row> {
  for (let actor = 0; actor < actors; actor += stockedEvery) {
    const serial = actor * certsPerActor + certsPerSession;
    yield {
      fid: fidOf(actor),
      serial_number: serial.toString(16),
      key_data: 'x'.repeat(300),
    };
  }
}

/** An unused invitation for each actor. */
function invitations(actors: number): Iterable<Row> {
  return map(actors, (index) => ({
    id: index + 1,
    hash: invitationHashOf(index),
    created_at: epoch,
    expires_at: epoch + 20 * year,
    used_by: null,
  }));
}

/** One for each certificate. */
function* identityKeys(actors: number): Generator<Row> {
  for (const { actor, session } of eachSession(actors)) {
    for (let age = 0; age < certsPerSession; age++) {
      yield {
        digest: createHash('sha256').update(`${actor} ${session} ${age}`).digest('hex'),
        fid: fidOf(actor),
        session_id: sessionOf(session),
      };
    }
  }
}
