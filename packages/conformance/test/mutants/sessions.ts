import { inFile } from './mutant.js';

/** The end of a session. */
export const sessions = [
  ...inFile('reference-server/dist/handlers/delete-session.js', [
    {
      name: 'answers 204 for a session that there is not',
      clause: 'R12',
      find: 'return ended ?',
      replace: 'return true ?',
      caughtBy: 'deleteSession/unknown-session',
    },
    {
      name: 'answers the end of a session with 200',
      clause: 'page',
      find: '{ status: 204 }',
      replace: '{ status: 200 }',
      caughtBy: 'deleteSession/happy',
    },
    {
      name: 'answers the end of a session with content',
      clause: 'contract',
      find: '{ status: 204 }',
      replace: '{ status: 200, body: { ended: true } }',
      caughtBy: 'deleteSession/happy',
    },
    {
      name: 'ends the session of the token whatever session_id says',
      clause: 'R12',
      find: 'body.session_id',
      replace: 'session.sessionId',
      caughtBy: 'deleteSession/by-another-session',
    },
    {
      name: 'lets a session end itself only',
      clause: 'R12',
      find: 'session !== undefined &&',
      replace: 'session?.sessionId === body.session_id &&',
      caughtBy: 'deleteSession/by-another-session',
    },
    {
      name: 'ends nothing',
      clause: 'R13',
      find: 'await store.sessions.end(session.fid, body.session_id, now())',
      replace:
        '(await store.sessions.list(session.fid)).some(({ sessionId }) => sessionId === body.session_id)',
      caughtBy: 'deleteSession/twice',
    },
    {
      name: 'answers 401 for the session of another actor',
      clause: 'R12',
      find: "{ error: 'P2CORE_SESSION_NOT_FOUND' }",
      replace: "{ error: 'P2CORE_UNAUTHORIZED' }",
      caughtBy: 'deleteSession/of-another-actor',
    },
    {
      name: 'ends every session of the actor',
      clause: 'R13',
      find: 'return ended ?',
      replace:
        'if (ended) for (const { sessionId } of await store.sessions.list(session.fid)) await store.sessions.end(session.fid, sessionId, now());\nreturn ended ?',
      caughtBy: 'deleteSession/others-live-on',
    },
  ]),
  ...inFile('reference-server/dist/store/live-session.js', [
    {
      name: 'lets anyone end any session',
      clause: 'R12',
      find: ".where('fid', '=', fid)\n        .where('sessionId'",
      replace: ".where('sessionId'",
      caughtBy: 'deleteSession/of-another-actor',
    },
  ]),
  ...inFile('reference-server/dist/store/sessions.js', [
    {
      name: 'lets a token live on that was not used yet',
      clause: 'R13',
      find: 'endedAt: at, tokenHash: null',
      replace: 'endedAt: at',
      also: {
        file: 'reference-server/dist/store/sessions.js',
        find: ".where('tokenHash', '=', tokenHash)\n            .where('endedAt', 'is', null)",
        replace: ".where('tokenHash', '=', tokenHash)",
      },
      caughtBy: 'deleteSession/token-is-dead',
    },
    {
      name: 'does not invalidate the ID-Cert of a session that ends',
      clause: 'R13',
      find: 'await invalidateIdCert(trx, fid, sessionId, at);',
      replace: '',
      caughtBy: 'deleteSession/id-cert-is-invalidated',
    },
    {
      name: 'forgets the ID-Cert of a session that ends',
      clause: 'R8',
      find: 'await invalidateIdCert(trx, fid, sessionId, at);',
      replace:
        "await trx.deleteFrom('idCerts').where('fid', '=', fid).where('sessionId', '=', sessionId).execute();",
      caughtBy: 'deleteSession/id-cert-is-invalidated',
    },
    {
      name: 'keeps giving out the KeyPackages of a session that has ended',
      clause: 'R13',
      find: "['events', 'keyPackages', 'keyPackageDigests']",
      replace: "['events']",
      also: {
        file: 'reference-server/dist/store/live-session.js',
        find: ".where('endedAt', 'is', null)\n        .orderBy('id')",
        replace: ".orderBy('id')",
      },
      caughtBy: 'getKeyPackages/of-an-ended-session',
    },
  ]),
];
