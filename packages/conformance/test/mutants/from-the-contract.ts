import type { Mutant } from './mutant.js';

/** Written from the contract and the rulings alone, to see what the kit overlooks. */
export const fromTheContract: readonly Mutant[] = [
  {
    name: 'gives the end of a challenge in milliseconds',
    clause: 'R1',
    caughtBy: 'getChallenge/expires-within-a-day',
    file: 'reference-server/dist/handlers/get-challenge.js',
    find: 'expires: now() + lifetimeInSeconds',
    replace: 'expires: (now() + lifetimeInSeconds) * 1000',
  },
  {
    name: 'gives one challenge to all who ask within a second',
    clause: 'contract',
    caughtBy: 'getChallenge/unique-at-once',
    file: 'reference-server/dist/handlers/get-challenge.js',
    find: "challenge: Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')",
    replace: `challenge: ((globalThis.challengeOf ??= {})[now()] ??=
      Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join(''))`,
  },
  {
    name: 'takes the number 2^53 for a timestamp in a body',
    clause: 'R2',
    caughtBy: 'getServerIdCert/body-timestamp-invalid-2-53-as-a-number',
    file: 'server/dist/request/validate-request.js',
    find: 'const { openapi, paths, components } = structuredClone(document);',
    replace: `const { openapi, paths, components } = structuredClone(document);
      components.schemas.TimestampOrNumber.anyOf[1].maximum += 1;`,
  },
  {
    name: 'takes the number 0 in a body for no timestamp',
    clause: 'R2',
    caughtBy: 'getServerIdCert/number-in-body',
    file: 'server/dist/request/merge-filters.js',
    find: 'if (!queryParameters.includes(name))',
    replace: 'if (!queryParameters.includes(name) || value === 0)',
  },
  {
    name: 'lets a past public key be cached no longer than the present one',
    clause: 'R23',
    caughtBy: 'getServerPublicKey/past-kept-longer',
    file: 'reference-server/dist/handlers/get-server-public-key.js',
    find: 'headers: cacheControl(timestamp)',
    replace: 'headers: {}',
  },
  {
    name: 'forgets the session_id where there is a timestamp',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/session-id-and-timestamp',
    file: 'reference-server/dist/handlers/get-actor-id-certs.js',
    find: 'listValidAt(fid, time, sessionId)',
    replace: 'listValidAt(fid, time, timestamp === undefined ? sessionId : undefined)',
  },
  {
    name: 'takes session_id for the beginning of a session ID',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/part-of-a-session-id',
    file: 'reference-server/dist/store/id-certs.js',
    find: "query = query.where('sessionId', '=', sessionId)",
    replace: "query = query.where('sessionId', 'like', `${sessionId}%`)",
  },
  {
    name: 'flags an invalidated ID-Cert only where there is no timestamp',
    clause: 'R8',
    caughtBy: 'deleteSession/id-cert-is-invalidated',
    file: 'reference-server/dist/handlers/get-actor-id-certs.js',
    find: 'idCerts.map(({ invalidated }) => invalidated)',
    replace: 'idCerts.map(({ invalidated }) => invalidated && timestamp === undefined)',
  },
  {
    name: 'takes a session_id of 65 characters where it stands in a body',
    clause: 'R11',
    caughtBy: 'getActorIdCerts/body-session_id-invalid-one-character-too-long',
    file: 'server/dist/request/validate-request.js',
    find: 'const { openapi, paths, components } = structuredClone(document);',
    replace: `const { openapi, paths, components } = structuredClone(document);
      components.schemas.ActorIdCertFilter.properties.session_id =
        { type: 'string', minLength: 1, maxLength: 65, pattern: '^[ -~]+$' };`,
  },
  {
    name: 'tells upper from lower case before the @ of a Federation ID',
    clause: 'contract',
    caughtBy: 'getActorIdCerts/upper-case-fid',
    file: 'reference-server/dist/handlers/get-actor-id-certs.js',
    find: 'const { fid } = parseFid(parameters.fid);',
    replace: 'const fid = parameters.fid.replace(/@.*/, (domain) => domain.toLowerCase());',
  },
  {
    name: 'verifies the signature of a new ID-Cert before it looks whose it is',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/other-session',
    file: 'reference-server/dist/handlers/update-session-id-cert.js',
    find: 'if (idCert.fid !== session?.fid || idCert.sessionId !== session.sessionId) {',
    replace: `verifyIdCert(idCert,
        await homeServers.certificateAt(parseFid(idCert.fid).domain, idCert.notBefore));
      if (idCert.fid !== session?.fid || idCert.sessionId !== session.sessionId) {`,
  },
  {
    name: 'takes a new ID-Cert whose validity begins within the hour',
    clause: 'R20',
    caughtBy: 'updateSessionIdCert/not-yet-valid',
    file: 'reference-server/dist/handlers/update-session-id-cert.js',
    find: 'time < idCert.notBefore',
    replace: 'time + 3600 < idCert.notBefore',
  },
  {
    name: 'records a new ID-Cert before its signature is verified',
    clause: 'contract',
    caughtBy: 'updateSessionIdCert/refused-changes-nothing',
    file: 'reference-server/dist/handlers/update-session-id-cert.js',
    find: 'verifyIdCert(idCert, await',
    replace: `await store.idCerts.replace(
        { ...session, newCert: { ...idCert, certificate: idCert.pem } }, now());
      verifyIdCert(idCert, await`,
  },
  {
    name: 'refuses a PEM with white space in front',
    clause: 'contract',
    caughtBy: 'updateSessionIdCert/white-space-around',
    file: 'reference-server/dist/pki/pem.js',
    find: 'text.trim()',
    replace: 'text.trimEnd()',
  },
  {
    name: 'tells in the message that a session belongs to another actor',
    clause: 'R12',
    caughtBy: 'deleteSession/of-another-actor-as-of-nobody',
    file: 'reference-server/dist/handlers/delete-session.js',
    find: 'return ended ?',
    replace: `if (ended === 'elsewhere') {
        return { error: 'P2CORE_SESSION_NOT_FOUND', message: 'The session is another actor’s.' };
      }
      return ended ?`,
    also: {
      file: 'reference-server/dist/store/sessions.js',
      find: 'return false;',
      replace: `return (await trx.selectFrom('sessions').select('id').where('sessionId', '=', sessionId)
          .where('endedAt', 'is', null).executeTakeFirst()) ? 'elsewhere' : false;`,
    },
  },
  {
    name: 'gives the last resort while one ordinary KeyPackage is left',
    clause: 'contract',
    caughtBy: 'getKeyPackages/last-resort-comes-last',
    file: 'reference-server/dist/store/key-packages.js',
    find: 'const ordinary = await takeOrdinary(trx, id, at);',
    replace: `const ordinary = (await countOrdinary(trx, id, at)) > 1
        ? await takeOrdinary(trx, id, at) : undefined;`,
  },
  {
    name: 'gives a KeyPackage of the first session of the actor alone',
    clause: 'R17',
    caughtBy: 'getKeyPackages/one-per-session',
    file: 'reference-server/dist/store/key-packages.js',
    find: 'of await lockLiveSessions(trx, fid)',
    replace: 'of (await lockLiveSessions(trx, fid)).slice(0, 1)',
  },
  {
    name: 'numbers the events of each answer from 1 again',
    clause: 'R16',
    caughtBy: 'getEvents/once',
    file: 'reference-server/dist/handlers/get-events.js',
    find: 'events.map((event) => ({ ...event }))',
    replace: 'events.map((event, index) => ({ ...event, s: String(index + 1) }))',
  },
  {
    name: 'takes events from the queue before the answer is handed over',
    clause: 'R16',
    caughtBy: 'getEvents/broken-answer',
    file: 'reference-server/dist/handlers/get-events.js',
    find: 'onSent: () => acknowledge(fid, sessionId, Number(last.s)),',
    replace: `onSent: method === 'HEAD'
        ? undefined : (await acknowledge(fid, sessionId, Number(last.s)), undefined),`,
    also: {
      file: 'reference-server/dist/handlers/get-events.js',
      find: 'async (_request, { principal: { session } })',
      replace: 'async (_request, { method, principal: { session } })',
    },
  },
  {
    name: 'lets the answer that there are no events be stored',
    clause: 'R23',
    caughtBy: 'getEvents/none',
    file: 'server/dist/response/answer.js',
    find: 'const declared = operation.responses[status]?.headers;',
    replace: 'const declared = status === 409 ? {} : operation.responses[status]?.headers;',
  },
  {
    name: 'tells only sessions of its own actors of a new key',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/event-to-foreign-sessions',
    file: 'reference-server/dist/store/event-queue.js',
    find: "eb.val(JSON.stringify(d)).as('d'),\n    ])",
    replace: `eb.val(JSON.stringify(d)).as('d'),
    ]).where('fid', 'in', eb.selectFrom('actors').select('fid'))`,
  },
  {
    name: 'takes q=0 in Accept for q=1',
    clause: 'R5',
    caughtBy: 'getServerIdCert/accept-quality-zero',
    file: 'server/dist/response/negotiate.js',
    find: 'new Negotiator(request)',
    replace: `new Negotiator({ headers: {
      accept: accept.replace(/;\\s*q=0(?:\\.0*)?(?![.\\d])/g, '') } })`,
  },
  {
    name: 'compares the tags of If-None-Match with their weakness',
    clause: 'R23',
    caughtBy: 'getServerIdCert/if-none-match-weak',
    file: 'server/dist/response/is-not-modified.js',
    find: 'opaqueTag(tag.trim()) === opaqueTag(ETag)',
    replace: 'tag.trim() === ETag',
  },
  {
    name: 'leaves Vary out of 304',
    clause: 'R5',
    caughtBy: 'getServerIdCert/if-none-match',
    file: 'server/dist/response/answer.js',
    find: 'Object.hasOwn(declared, name))',
    replace: "Object.hasOwn(declared, name) && name !== 'Vary')",
  },
  {
    name: 'lets no browser read ETag',
    clause: 'R21',
    caughtBy: 'getServerIdCert/happy',
    file: 'server/dist/cors.js',
    find: '[...exposedHeaders]',
    replace: "[...exposedHeaders].filter((name) => name !== 'ETag')",
  },
  {
    name: 'calls an error text/plain where that alone is accepted',
    clause: 'contract',
    caughtBy: 'getServerIdCert/error-is-json-for-text-plain',
    file: 'server/dist/response/write-answer.js',
    find: "response.setHeader('Content-Type', content.mediaType);",
    replace: `response.setHeader('Content-Type',
      status >= 400 && request.headers.accept === 'text/plain' ? 'text/plain' : content.mediaType);`,
  },
  {
    name: 'names only the first thing that is wrong with a request',
    clause: 'R24',
    caughtBy: 'getActorIdCerts/each-detail',
    file: 'server/dist/response/answer.js',
    find: 'error.details.slice(0, detailsSchema.maxItems)',
    replace: 'error.details.slice(0, 1)',
  },
  {
    name: 'names a member of a body as if it stood in the query',
    clause: 'R24',
    caughtBy: 'getServerIdCert/body-timestamp-details',
    file: 'server/dist/request/validate-request.js',
    find: 'details.set(path, { path,',
    replace: "details.set(path, { path: path.replace('/body/', '/query/'),",
  },
  {
    name: 'knows no /events with a slash behind it',
    clause: 'R21',
    caughtBy: 'getEvents/trailing-slash',
    file: 'server/dist/contract-router.js',
    find: 'const route = router.route(',
    replace: `if (path.endsWith('/events')) {
        router.use(path, (request, response, next) => request.originalUrl.endsWith('/')
          ? refuse('P2CORE_NOT_FOUND', responder, undefined)(request, response) : next());
      }
      const route = router.route(`,
  },
];
