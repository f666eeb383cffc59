import { inFile } from './mutant.js';

/** What `getActorIdCerts` lists, and how. */
export const idCerts = [
  ...inFile('reference-server/dist/store/id-certs.js', [
    {
      name: 'lists the newest ID-Cert first',
      clause: 'R7',
      find: "query.orderBy('notBefore').orderBy('id').execute()",
      replace: "query.orderBy('notBefore', 'desc').orderBy('id', 'desc').execute()",
      caughtBy: 'getActorIdCerts/oldest-first',
      laterBeginnings: true,
    },
    {
      name: 'lists one ID-Cert only',
      clause: 'R8',
      find: "query.orderBy('notBefore').orderBy('id').execute()",
      replace: "query.orderBy('notBefore').orderBy('id').limit(1).execute()",
      caughtBy: 'getActorIdCerts/each-session',
    },
    {
      name: 'leaves out ID-Certs that were invalidated',
      clause: 'R8',
      find: ".where('notBefore', '<=', time)",
      replace: ".where('notBefore', '<=', time).where('invalidatedAt', 'is', null)",
      caughtBy: 'deleteSession/id-cert-is-invalidated',
    },
    {
      name: 'ignores session_id',
      clause: 'R8',
      find: 'if (sessionId !== undefined)',
      replace: 'if (false)',
      caughtBy: 'getActorIdCerts/session-id-narrows',
    },
    {
      name: 'ignores the timestamp where there is a session_id',
      clause: 'R8',
      find: ".where('notAfter', '>=', time);",
      replace: ".where('notAfter', '>=', sessionId === undefined ? time : 0);",
      caughtBy: 'getActorIdCerts/session-id-and-timestamp',
    },
    {
      name: 'lists the ID-Certs of every actor',
      clause: 'R8',
      find: ".where('fid', '=', fid)\n            .where('notBefore'",
      replace: ".where('notBefore'",
      caughtBy: 'getActorIdCerts/of-that-actor',
    },
    {
      name: 'says of every ID-Cert that it was not invalidated',
      clause: 'R7',
      find: 'invalidated: invalidatedAt !== null',
      replace: 'invalidated: false',
      caughtBy: 'deleteSession/id-cert-is-invalidated',
    },
    {
      name: 'says of every ID-Cert that it was invalidated',
      clause: 'R7',
      find: 'invalidated: invalidatedAt !== null',
      replace: 'invalidated: true',
      caughtBy: 'getActorIdCerts/live-sessions-not-invalidated',
    },
    {
      name: 'invalidates all ID-Certs of an actor with one session',
      clause: 'R13',
      find: ".where('sessionId', '=', sessionId)\n        .where('invalidatedAt', 'is', null)\n        .execute();",
      replace: ".where('invalidatedAt', 'is', null).execute();",
      caughtBy: 'deleteSession/others-live-on',
    },
  ]),
  ...inFile('reference-server/dist/handlers/get-actor-id-certs.js', [
    {
      name: 'lists the flags in the opposite order of the ID-Certs',
      clause: 'R7',
      find: 'idCerts.map(({ invalidated }) => invalidated)',
      replace: 'idCerts.map(({ invalidated }) => invalidated).reverse()',
      caughtBy: 'deleteSession/id-cert-is-invalidated',
    },
    {
      name: 'lists a flag too few',
      clause: 'R7',
      find: 'idCerts.map(({ invalidated }) => invalidated)',
      replace: 'idCerts.map(({ invalidated }) => invalidated).slice(1)',
      caughtBy: 'getActorIdCerts/same-length',
    },
    {
      name: 'lists the flags of invalidated ID-Certs only',
      clause: 'R7',
      find: 'idCerts.map(({ invalidated }) => invalidated)',
      replace: 'idCerts.map(({ invalidated }) => invalidated).filter(Boolean)',
      caughtBy: 'getActorIdCerts/same-length',
    },
    {
      name: 'flags with 0 and 1',
      clause: 'R7',
      find: 'idCerts.map(({ invalidated }) => invalidated)',
      replace: 'idCerts.map(({ invalidated }) => Number(invalidated))',
      caughtBy: 'getActorIdCerts/happy',
    },
    {
      name: 'lists ID-Certs as DER in Base64',
      clause: 'page',
      find: 'idCerts.map(({ certificate }) => certificate)',
      replace: "idCerts.map(({ certificate }) => certificate.replace(/-.*-|\\n/g, ''))",
      caughtBy: 'getActorIdCerts/happy',
    },
    {
      name: 'lists all ID-Certs in one PEM',
      clause: 'page',
      find: 'idCerts.map(({ certificate }) => certificate)',
      replace: "[idCerts.map(({ certificate }) => certificate).join('')]",
      caughtBy: 'getActorIdCerts/happy',
    },
    {
      name: 'answers 404 for a time without ID-Certs',
      clause: 'R8',
      find: 'return {\n            status: 200',
      replace:
        "if (idCerts.length === 0) return { error: 'P2CORE_ACTOR_NOT_FOUND' };\nreturn {\n            status: 200",
      caughtBy: 'getActorIdCerts/before-the-first',
    },
    {
      name: 'answers with empty lists for an actor that it does not know',
      clause: 'R9',
      find: 'if (!(await store.actors.exists(fid)))',
      replace: 'if (false)',
      caughtBy: 'getActorIdCerts/unknown-actor',
    },
    {
      name: 'tells a foreign domain from an unknown actor',
      clause: 'R9',
      find: "return { error: 'P2CORE_ACTOR_NOT_FOUND' };",
      replace:
        "return { error: fid.endsWith('@home.example.com') ? 'P2CORE_ACTOR_NOT_FOUND' : 'P2CORE_BAD_REQUEST' };",
      caughtBy: 'getActorIdCerts/foreign-actor',
    },
    {
      name: 'tells Federation IDs apart by case',
      clause: 'page',
      find: 'const { fid } = parseFid(parameters.fid);',
      replace: 'const { fid } = parameters;',
      caughtBy: 'getActorIdCerts/upper-case-fid',
    },
  ]),
  ...inFile('types/dist/generated/document.js', [
    {
      name: 'refuses a session_id of more than 32 characters',
      clause: 'R11',
      find: '"SessionId": {',
      replace: '"SessionId": { "type": "string", "maxLength": 32 }, "Unused": {',
      caughtBy: 'getActorIdCerts/query-session_id-valid-the-longest',
    },
    {
      name: 'takes a session_id of more than 64 characters',
      clause: 'R11',
      find: '"SessionId": {',
      replace: '"SessionId": { "type": "string", "minLength": 1 }, "Unused": {',
      caughtBy: 'getActorIdCerts/query-session_id-invalid-one-character-too-long',
    },
    {
      name: 'takes control characters in a session_id',
      clause: 'R11',
      find: '"SessionId": {',
      replace: '"SessionId": { "type": "string", "minLength": 1, "maxLength": 64 }, "Unused": {',
      caughtBy: 'getActorIdCerts/query-session_id-invalid-a-nul',
    },
    {
      name: 'takes an empty session_id',
      clause: 'R11',
      find: '"SessionId": {',
      replace:
        '"SessionId": { "type": "string", "maxLength": 64, "pattern": "^[ -~]*$" }, "Unused": {',
      caughtBy: 'getActorIdCerts/query-session_id-invalid-empty',
    },
    {
      name: 'refuses a Federation ID with a plus sign',
      clause: 'page',
      find: '"FederationId": {',
      replace:
        '"FederationId": { "type": "string", "pattern": "^[A-Za-z0-9._%-]+@[A-Za-z0-9.-]+$" }, "Unused": {',
      caughtBy: 'getActorIdCerts/path-fid-valid-dots-and-plus-in-the-local-part',
    },
    {
      name: 'refuses a domain without dots',
      clause: 'page',
      find: '"FederationId": {',
      replace:
        '"FederationId": { "type": "string", "pattern": "^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+$" }, "Unused": {',
      caughtBy: 'getActorIdCerts/path-fid-valid-a-domain-without-dots-is-legal',
    },
  ]),
];
