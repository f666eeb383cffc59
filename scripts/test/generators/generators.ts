/**
 * The steps of each program, in this order: the nine operations of `core-foreign`, with a bare PEM, a typed error and an
 * empty queue among them; then a new actor, its first session, and the end of its token.
 */
export const steps = [
  'getChallenge',
  'getServerIdCert',
  'bare-pem',
  'getServerPublicKey',
  'getActorIdCerts',
  'typed-404',
  'getKeyPackages',
  'getEvents',
  'empty-409',
  'updateSessionIdCert',
  'rotateServerIdentityKey',
  'deleteSession',
  'createIdentity',
  'trustSession',
  'revokeSessionToken',
];

interface Generator {
  /** The folder of its program. */
  name: string;
  /** Commands that must be installed. */
  needs: string[];
  /** The outcome of steps that fail because of a fault of the generator, which the guide names. */
  faults?: Record<string, RegExp>;
}

/** Every generator whose client is called. The guide has the same list. */
export const generators: Generator[] = [
  { name: 'oapi-codegen', needs: ['go'] },
  { name: 'ogen', needs: ['go'] },
  { name: 'go', needs: ['go', 'mvn', 'java'] },
  { name: 'rust', needs: ['cargo', 'mvn', 'java'] },
  { name: 'java-native', needs: ['mvn', 'java'] },
  { name: 'java-okhttp-gson', needs: ['mvn', 'java'] },
  { name: 'kotlin', needs: ['mvn', 'java'] },
  { name: 'python', needs: ['python3', 'mvn', 'java'] },
  { name: 'openapi-python-client', needs: ['python3'] },
  { name: 'datamodel-code-generator', needs: ['python3'] },
  { name: 'hey-api', needs: ['npm'] },
  { name: 'orval', needs: ['npm'] },
  { name: 'openapi-fetch', needs: ['npm'] },
  { name: 'typescript-fetch', needs: ['npm', 'mvn', 'java'] },
];
