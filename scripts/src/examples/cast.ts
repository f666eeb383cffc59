/** A certificate of the examples before it is signed: the label of its key, its serial number, its validity. */
export interface CertificatePlan {
  keyLabel: string;
  serialNumber: number;
  notBefore: string;
  notAfter: string;
}

interface Home {
  domain: string;
  idCert: CertificatePlan;
  rotatedIdCert: CertificatePlan;
}

interface Session {
  sessionId: string;
  idCert: CertificatePlan;
}

interface Alice {
  fid: string;
  phone: Session & { invalidSince: string };
  laptop: Session & { renewedIdCert: CertificatePlan };
  newPhone: Session;
}

/** The time of most examples: 2021-05-03T00:00:00Z, in seconds since the epoch. */
export const now = 1620000000;

/** The home server, which replaces its key at the beginning of 2024. */
export const home: Home = {
  domain: 'home.example.com',
  idCert: {
    keyLabel: 'home.example.com, first key',
    serialNumber: 1,
    notBefore: '2021-01-01T00:00:00Z',
    notAfter: '2049-12-31T23:59:59Z',
  },
  rotatedIdCert: {
    keyLabel: 'home.example.com, second key',
    serialNumber: 4,
    notBefore: '2024-01-01T00:00:00Z',
    notAfter: '2049-12-31T23:59:59Z',
  },
};

/**
 * The actor and her sessions. Her phone is lost in December 2023, so that its ID-Cert is invalidated early; a new
 * phone takes its place in January 2024; the laptop's ID-Cert runs out at the end of that month and is renewed.
 * An example that could belong to any session belongs to the laptop.
 */
export const alice: Alice = {
  fid: 'alice@home.example.com',
  phone: {
    sessionId: '0f6c2a9be4d14b7c8a35d2e79016bc48',
    idCert: {
      keyLabel: 'alice, phone',
      serialNumber: 2,
      notBefore: '2021-02-01T00:00:00Z',
      notAfter: '2024-01-31T23:59:59Z',
    },
    invalidSince: '2023-12-20T18:00:00Z',
  },
  laptop: {
    sessionId: '593b30d80c9843939331988281b46782',
    idCert: {
      keyLabel: 'alice, laptop, first key',
      serialNumber: 3,
      notBefore: '2021-03-01T00:00:00Z',
      notAfter: '2024-01-31T23:59:59Z',
    },
    renewedIdCert: {
      keyLabel: 'alice, laptop, second key',
      serialNumber: 6,
      notBefore: '2024-02-01T00:00:00Z',
      notAfter: '2029-01-31T23:59:59Z',
    },
  },
  newPhone: {
    sessionId: 'c85e17d3a0b94f62913e6d4c7f28a05b',
    idCert: {
      keyLabel: 'alice, new phone',
      serialNumber: 5,
      notBefore: '2024-01-15T00:00:00Z',
      notAfter: '2027-01-14T23:59:59Z',
    },
  },
};

/** An ISO 8601 time in seconds since the epoch. */
export function unixTime(isoTime: string): number {
  return Date.parse(isoTime) / 1000;
}
