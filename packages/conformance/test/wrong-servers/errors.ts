import type { ErrorCode } from '@p2core/types';
import { answers, errorIn, errorsWith, onError } from './harness/faults.js';
import { bare, withFields, withStatus, withValue } from './harness/message.js';
import type { WrongServer } from './wrong-server.js';

const sendsWith = (code: ErrorCode, status: number): Omit<WrongServer, 'caughtBy'> => ({
  name: `sends ${code} with ${status}`,
  clause: 'R24',
  fault: onError(code, (answer) =>
    withStatus(withValue(answer, { ...errorIn(answer), errcode: status }), status),
  ),
});

/** Faults in errors: statuses, codes, content. */
export const errors: readonly WrongServer[] = [
  {
    ...sendsWith('P2CORE_BAD_REQUEST', 422),
    caughtBy: 'getServerIdCert/query-timestamp-invalid-not-a-number',
  },
  { ...sendsWith('P2CORE_UNAUTHORIZED', 403), caughtBy: 'getEvents/without-token' },
  {
    ...sendsWith('P2CORE_NOT_ADMINISTRATOR', 401),
    caughtBy: 'rotateServerIdentityKey/not-administrator',
  },
  { ...sendsWith('P2CORE_ACTOR_NOT_FOUND', 400), caughtBy: 'getActorIdCerts/unknown-actor' },
  { ...sendsWith('P2CORE_NO_CERT_AT_TIME', 400), caughtBy: 'getServerIdCert/at-the-epoch' },
  { ...sendsWith('P2CORE_NOT_FOUND', 400), caughtBy: 'any/unknown-path' },
  { ...sendsWith('P2CORE_METHOD_NOT_ALLOWED', 404), caughtBy: 'getChallenge/method-post' },
  {
    ...sendsWith('P2CORE_NOT_ACCEPTABLE', 400),
    caughtBy: 'getServerIdCert/accept-nothing-offered',
  },
  { ...sendsWith('P2CORE_CONTENT_TOO_LARGE', 400), caughtBy: 'getServerIdCert/content-too-large' },
  {
    ...sendsWith('P2CORE_UNSUPPORTED_MEDIA_TYPE', 400),
    caughtBy: 'getServerIdCert/content-type-undeclared',
  },
  { ...sendsWith('P2CORE_SESSION_NOT_FOUND', 400), caughtBy: 'deleteSession/unknown-session' },
  {
    ...sendsWith('P2CORE_HOME_SERVER_UNREACHABLE', 503),
    caughtBy: 'updateSessionIdCert/home-server-unreachable',
  },
  {
    ...sendsWith('P2CORE_INVALID_ID_CERT', 403),
    caughtBy: 'updateSessionIdCert/not-a-certificate',
  },
  { ...sendsWith('P2CORE_ID_CERT_MISMATCH', 400), caughtBy: 'updateSessionIdCert/other-session' },
  {
    name: 'sends errors without errcode',
    clause: 'R24',
    caughtBy: 'any/error-shape',
    fault: errorsWith(({ errcode: _, ...rest }) => rest),
  },
  {
    name: 'sends errcode as a string',
    clause: 'R24',
    caughtBy: 'any/error-shape',
    fault: errorsWith((error) => ({ ...error, errcode: String(error.errcode) })),
  },
  {
    name: 'sends the errcode 400 with every error',
    clause: 'R24',
    caughtBy: 'any/error-code',
    fault: errorsWith((error) => ({ ...error, errcode: 400 })),
  },
  {
    name: 'sends errors without a code',
    clause: 'R24',
    caughtBy: 'getEvents/without-token',
    fault: errorsWith(({ error: _, ...rest }) => rest),
  },
  {
    name: 'sends codes of another protocol',
    clause: 'R24',
    caughtBy: 'getEvents/without-token',
    fault: errorsWith((error) => ({ ...error, error: error.error.replace('P2CORE_', 'M_') })),
  },
  {
    name: 'sends P2CORE_BAD_REQUEST with every status',
    clause: 'R24',
    caughtBy: 'getEvents/without-token',
    fault: errorsWith((error) => ({ ...error, error: 'P2CORE_BAD_REQUEST' })),
  },
  {
    name: 'sends an empty message',
    clause: 'R24',
    caughtBy: 'any/error-shape',
    fault: errorsWith((error) => ({ ...error, message: '' })),
  },
  {
    name: 'sends 400 without details',
    clause: 'R24',
    caughtBy: 'getServerIdCert/query-timestamp-details',
    fault: errorsWith(({ details: _, ...rest }) => rest),
  },
  {
    name: 'sends details of the first fault only',
    clause: 'R24',
    caughtBy: 'getActorIdCerts/each-detail',
    fault: errorsWith((error) => ({ ...error, details: error.details?.slice(0, 1) })),
  },
  {
    name: 'sends details without the place of the fault',
    clause: 'R24',
    caughtBy: 'getServerIdCert/query-timestamp-details',
    fault: errorsWith((error) => ({
      ...error,
      details: error.details?.map((detail) => ({ ...detail, path: '' })),
    })),
  },
  {
    name: 'names the place of a fault with dots in place of slashes',
    clause: 'R24',
    caughtBy: 'getServerIdCert/query-timestamp-details',
    fault: errorsWith((error) => ({
      ...error,
      details: error.details?.map(({ path, message }) => ({
        path: path.slice(1).replaceAll('/', '.'),
        message,
      })),
    })),
  },
  {
    name: 'sends errors as text/plain',
    clause: 'R24',
    caughtBy: 'any/error-shape',
    fault: answers((answer) =>
      errorIn(answer) ? withFields(answer, { 'Content-Type': 'text/plain' }) : answer,
    ),
  },
  {
    name: 'sends 404 without content',
    clause: 'R24',
    caughtBy: 'getActorIdCerts/unknown-actor',
    fault: answers((answer) => (answer.status === 404 ? bare(answer, 404) : answer)),
  },
];
