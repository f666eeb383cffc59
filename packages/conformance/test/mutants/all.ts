import { certificates } from './certificates.js';
import { challenge } from './challenge.js';
import { errors } from './errors.js';
import { events } from './events.js';
import { fromTheContract } from './from-the-contract.js';
import { headers } from './headers.js';
import { idCerts } from './id-certs.js';
import { keyPackages } from './key-packages.js';
import { methods } from './methods.js';
import type { Mutant } from './mutant.js';
import { negotiation } from './negotiation.js';
import { newIdCert } from './new-id-cert.js';
import { requests } from './requests.js';
import { rotation } from './rotation.js';
import { sessions } from './sessions.js';
import { time } from './time.js';
import { tokens } from './tokens.js';

/** Every mutant. The kit must catch each. */
export const mutants: readonly Mutant[] = [
  ...tokens,
  ...requests,
  ...methods,
  ...negotiation,
  ...headers,
  ...errors,
  ...time,
  ...challenge,
  ...certificates,
  ...rotation,
  ...idCerts,
  ...newIdCert,
  ...sessions,
  ...keyPackages,
  ...events,
  ...fromTheContract,
];
