/** The limits of one answer of another server. */
export const answerLimits = {
  /** From the DNS look-up to the last octet. */
  milliseconds: 10_000,
  headerOctets: 16 * 1024,
  /** Informational (1xx) answers before the final one. */
  informational: 8,
  /** Octets of content: a root certificate of 8 KiB as PEM in JSON. */
  rootOctets: 16 * 1024,
  /** Octets of content: the ID-Certs of one session (R38). */
  idCertsOctets: 1024 * 1024,
} as const;

/** A domain whose last answer took no longer, within the hour, counts as quick. */
export const quick = { milliseconds: 2000, rememberedMilliseconds: 3_600_000 } as const;

/** How many look-ups may be under way, for one domain too, and how long one may wait. */
export const queueLimits = {
  /** In the whole process. */
  underWay: 64,
  /** At domains that did not answer quickly lately. */
  underWayUnproven: 48,
  /** For one domain. An asker has one look-up under way at a time. */
  underWayPerSubject: 4,
  /** Waiting, in the whole process. */
  waiting: 1000,
  /** For domains that did not answer quickly lately. */
  waitingUnproven: 800,
  /** A session asks when its owner does; an address may have many users. */
  waitingPerAsker: 100,
  waitMilliseconds: 20_000,
  undisturbedMilliseconds: quick.milliseconds,
} as const;

/** The hourly budget of one asker (R22): a session, or an address, which may have many users (R38). */
export const hourlyBudgets = {
  session: { lookUps: 30, octets: 1024 * 1024 },
  address: { lookUps: 240, octets: 8 * 1024 * 1024 },
} as const;

/** How many new ID-Certs one session may bring in a day (R22). */
export const dailyIdCerts = 24;

/** How long a domain that failed is not asked again. */
export const unreachableMilliseconds = 30_000;

/** The limits of kept roots: octets in all, roots of one domain, domains. */
export const rootLimits = { octets: 16 * 1024 * 1024, perDomain: 8, domains: 10_000 } as const;
