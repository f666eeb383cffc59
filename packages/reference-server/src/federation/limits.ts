/** What one answer of another server may take. */
export const answerLimits = {
  /** From the start of connecting to the last octet, names included. */
  milliseconds: 10_000,
  headerOctets: 16 * 1024,
  /** Informational (1xx) answers before the final one. */
  informational: 8,
  /** Octets of content: a root certificate of 8 KiB as PEM in JSON. */
  rootOctets: 16 * 1024,
  /** Octets of content: the ID-Certs of one session (R38). */
  idCertsOctets: 1024 * 1024,
} as const;

/** How many look-ups are under way, and how long one waits for its turn. */
export const queueLimits = {
  /** In the whole process. */
  underWay: 64,
  /** Of one domain. One asker has one of them at a time. */
  underWayPerDomain: 4,
  /** Waiting, in the whole process. */
  waiting: 1000,
  waitMilliseconds: 20_000,
} as const;

/** What one asker may cause in an hour (R22): a session, or whoever has none yet. */
export const hourlyBudget = { lookUps: 30, octets: 1024 * 1024 } as const;

/** How many ID-Certs that are new here one session may bring in a day (R22). */
export const dailyIdCerts = 24;

/** How long a domain that could not be asked is not asked again. */
export const unreachableMilliseconds = 30_000;

/** What is kept of other servers: octets of root certificates in all, and roots of one domain. */
export const rootLimits = { octets: 16 * 1024 * 1024, perDomain: 8, domains: 10_000 } as const;
