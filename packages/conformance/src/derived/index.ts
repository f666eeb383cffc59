import { allOperations } from '@p2core/types';
import type { Case } from '../catalogue/case.js';
import { accept } from './accept.js';
import { anyRequest } from './any-request.js';
import { authorizationCases } from './authorization.js';
import { caching } from './caching.js';
import { conditional } from './conditional.js';
import { json } from './content/json.js';
import { mediaTypes } from './content/media-types.js';
import { noContentTaken } from './content/no-content-taken.js';
import { size } from './content/size.js';
import { cors } from './cors.js';
import type { Derivation } from './derive-case.js';
import { errorsAreJson } from './errors-are-json.js';
import { fields } from './fields/index.js';
import { happy } from './happy.js';
import { head } from './head.js';
import { isThere } from './is-there.js';
import { methods } from './methods.js';
import { noCertAtTime } from './no-cert-at-time.js';
import { notAdministrator } from './not-administrator.js';
import { notHome } from './not-home.js';
import { notOffered } from './not-offered.js';
import { path } from './path.js';
import { pem } from './pem.js';
import { profile } from './profile.js';
import { query } from './query.js';
import { refusalOrder } from './refusal-order.js';
import { unknownActor } from './unknown-actor.js';

const derivations: readonly Derivation[] = [
  isThere,
  happy,
  accept,
  errorsAreJson,
  authorizationCases,
  notAdministrator,
  notHome,
  methods,
  head,
  cors,
  path,
  query,
  conditional,
  caching,
  pem,
  noCertAtTime,
  unknownActor,
  noContentTaken,
  mediaTypes,
  size,
  json,
  fields,
  notOffered,
  refusalOrder,
  profile,
];

/** The cases that follow from the contract alone. */
export function derivedCases(): Case[] {
  const ofOperations = allOperations.flatMap((operation) =>
    derivations.flatMap((derive) => derive(operation)),
  );
  return [...ofOperations, ...anyRequest];
}
