import { inFile } from './mutant.js';

const withStatus = (code: string, from: number, to: number) => ({
  name: `sends ${code} with ${to}`,
  clause: 'R24',
  find: `"${code}": {\n        "status": ${from},`,
  replace: `"${code}": {\n        "status": ${to},`,
});

/** Errors: statuses, codes, content. */
export const errors = [
  ...inFile('types/dist/generated/errors.js', [
    {
      ...withStatus('P2CORE_BAD_REQUEST', 400, 422),
      caughtBy: 'getServerIdCert/query-timestamp-invalid-not-a-number',
    },
    { ...withStatus('P2CORE_UNAUTHORIZED', 401, 403), caughtBy: 'getEvents/without-token' },
    {
      ...withStatus('P2CORE_NOT_ADMINISTRATOR', 403, 401),
      caughtBy: 'rotateServerIdentityKey/not-administrator',
    },
    {
      ...withStatus('P2CORE_ACTOR_NOT_FOUND', 404, 400),
      caughtBy: 'getActorIdCerts/unknown-actor',
    },
    {
      ...withStatus('P2CORE_NO_CERT_AT_TIME', 404, 400),
      caughtBy: 'getServerIdCert/at-the-epoch',
    },
    { ...withStatus('P2CORE_NOT_FOUND', 404, 400), caughtBy: 'any/unknown-path' },
    { ...withStatus('P2CORE_METHOD_NOT_ALLOWED', 405, 404), caughtBy: 'getChallenge/method-post' },
    {
      ...withStatus('P2CORE_NOT_ACCEPTABLE', 406, 400),
      caughtBy: 'getServerIdCert/accept-nothing-offered',
    },
    {
      ...withStatus('P2CORE_CONTENT_TOO_LARGE', 413, 400),
      caughtBy: 'getServerIdCert/content-too-large',
    },
    {
      ...withStatus('P2CORE_UNSUPPORTED_MEDIA_TYPE', 415, 400),
      caughtBy: 'getServerIdCert/content-type-undeclared',
    },
    {
      ...withStatus('P2CORE_SESSION_NOT_FOUND', 404, 400),
      caughtBy: 'deleteSession/unknown-session',
    },
    {
      ...withStatus('P2CORE_HOME_SERVER_UNREACHABLE', 502, 503),
      caughtBy: 'updateSessionIdCert/home-server-unreachable',
    },
    {
      ...withStatus('P2CORE_INVALID_ID_CERT', 400, 403),
      caughtBy: 'updateSessionIdCert/not-a-certificate',
    },
    {
      ...withStatus('P2CORE_ID_CERT_MISMATCH', 403, 400),
      caughtBy: 'updateSessionIdCert/other-session',
    },
  ]),
  ...inFile('server/dist/response/answer.js', [
    {
      name: 'sends errors without errcode',
      clause: 'R24',
      find: 'errcode: error.status,',
      replace: '',
      caughtBy: 'getEvents/without-token',
    },
    {
      name: 'sends errcode as a string',
      clause: 'R24',
      find: 'errcode: error.status,',
      replace: 'errcode: String(error.status),',
      caughtBy: 'getEvents/without-token',
    },
    {
      name: 'sends the errcode 400 with every error',
      clause: 'R24',
      find: 'errcode: error.status,',
      replace: 'errcode: 400,',
      caughtBy: 'getEvents/without-token',
    },
    {
      name: 'sends errors without a code',
      clause: 'R24',
      find: 'error: error.code,',
      replace: '',
      caughtBy: 'getEvents/without-token',
    },
    {
      name: 'sends codes of another protocol',
      clause: 'R24',
      find: 'error: error.code,',
      replace: "error: error.code.replace('P2CORE_', 'M_'),",
      caughtBy: 'getEvents/without-token',
    },
    {
      name: 'sends P2CORE_BAD_REQUEST with every status',
      clause: 'R24',
      find: 'error: error.code,',
      replace: "error: 'P2CORE_BAD_REQUEST',",
      caughtBy: 'getEvents/without-token',
    },
    {
      name: 'sends an empty message',
      clause: 'R24',
      find: 'message: error.message.slice(0, messageSchema.maxLength)',
      replace: "message: ''",
      caughtBy: 'getEvents/without-token',
    },
    {
      name: 'does not say what is wrong with a request',
      clause: 'R24',
      find: 'error.details?.length &&',
      replace: 'false &&',
      caughtBy: 'getServerIdCert/query-timestamp-details',
    },
    {
      name: 'says of the first thing only that it is wrong',
      clause: 'R24',
      find: 'error.details.slice(0, detailsSchema.maxItems)',
      replace: 'error.details.slice(0, 1)',
      caughtBy: 'getActorIdCerts/each-detail',
    },
    {
      name: 'does not say where a request is wrong',
      clause: 'R24',
      find: 'error.details.slice(0, detailsSchema.maxItems)',
      replace: "error.details.map(({ message }) => ({ path: '', message }))",
      caughtBy: 'getServerIdCert/query-timestamp-details',
    },
    {
      name: 'names what is wrong with dots',
      clause: 'R24',
      find: 'error.details.slice(0, detailsSchema.maxItems)',
      replace:
        "error.details.map(({ path, message }) => ({ path: path.slice(1).replaceAll('/', '.'), message }))",
      caughtBy: 'getServerIdCert/query-timestamp-details',
    },
    {
      name: 'sends errors as text/plain',
      clause: 'R24',
      find: "content: writeContent('application/json', value)",
      replace: "content: writeContent('text/plain', value)",
      caughtBy: 'getEvents/without-token',
    },
    {
      name: 'sends 404 without content',
      clause: 'R24',
      find: "content: writeContent('application/json', value)",
      replace:
        "content: error.status === 404 ? undefined : writeContent('application/json', value)",
      caughtBy: 'getActorIdCerts/unknown-actor',
    },
  ]),
];
