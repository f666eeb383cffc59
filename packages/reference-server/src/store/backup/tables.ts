/** The tables of a backup with the columns of their keys; each table follows those that it refers to. */
export const keys = {
  settings: ['key'],
  server_identities: ['id'],
  actors: ['fid'],
  sessions: ['id'],
  id_certs: ['id'],
  key_packages: ['id'],
  key_package_digests: ['digest'],
  key_package_budgets: ['fid', 'taker'],
  key_material: ['fid', 'serial_number'],
  renewals: ['id'],
  events: ['session', 's'],
  broadcasts: ['number'],
  invitations: ['id'],
  used_challenges: ['nonce'],
  identity_keys: ['digest'],
} as const;

/** A table of a backup. */
export type Table = keyof typeof keys;

/** All tables, in the order of a backup. */
export const tables = Object.keys(keys) as Table[];

/** Tables whose keys the database generates. */
export const counted: readonly Table[] = [
  'server_identities',
  'sessions',
  'id_certs',
  'key_packages',
  'invitations',
  'renewals',
];

/** Columns that backups of older servers do not have. Defaults and `fillSessionLife` fill them. */
export const addedLater: readonly string[] = [
  'actors.password_hash',
  'actors.removed_at',
  'sessions.ends_at',
  'sessions.ask_home_at',
  'sessions.not_askable_since',
  'sessions.last_broadcast',
  'id_certs.recorded_at',
];

/** Columns that backups of older servers have, and that are left out. */
export const removedLater: readonly string[] = ['key_package_digests.session'];

/** A row, by the names of the columns in the database. */
export type Row = Record<string, unknown>;
