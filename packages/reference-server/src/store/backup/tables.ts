/** The tables of a backup with the columns of their keys; each table follows those that it refers to. */
export const keys = {
  settings: ['key'],
  server_identities: ['id'],
  actors: ['fid'],
  sessions: ['id'],
  id_certs: ['id'],
  key_packages: ['id'],
  key_package_digests: ['digest'],
  events: ['session', 's'],
  broadcasts: ['number'],
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
];

/** Columns that backups of older servers do not have. Defaults and `fillSessionLife` fill them. */
export const addedLater: readonly string[] = [
  'sessions.ends_at',
  'sessions.ask_home_at',
  'sessions.not_askable_since',
  'sessions.last_broadcast',
  'id_certs.recorded_at',
];

/** A row, by the names of the columns in the database. */
export type Row = Record<string, unknown>;
