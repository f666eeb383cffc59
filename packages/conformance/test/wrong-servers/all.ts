import { certificates } from './certificates.js';
import { challenge } from './challenge.js';
import { errors } from './errors.js';
import { events } from './events.js';
import { everyAnswer } from './every-answer.js';
import { fromTheContract } from './from-the-contract.js';
import { headers } from './headers.js';
import { idCerts } from './id-certs.js';
import { keyPackages } from './key-packages.js';
import { lookedUp } from './look-ups.js';
import { methods } from './methods.js';
import { namesAndPlaces } from './names-and-places.js';
import { negotiation } from './negotiation.js';
import { newIdCert } from './new-id-cert.js';
import { newPages } from './new-pages.js';
import { requestsRead } from './requests.js';
import { rotation } from './rotation.js';
import { sessions } from './sessions.js';
import { time } from './time.js';
import { tokens } from './tokens.js';
import type { WrongServer } from './wrong-server.js';

/** Every wrong server. The kit must catch each. */
export const wrongServers: readonly WrongServer[] = [
  ...tokens,
  ...requestsRead,
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
  ...everyAnswer,
  ...fromTheContract,
  ...lookedUp,
  ...namesAndPlaces,
  ...newPages,
];
