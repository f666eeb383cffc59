import { inFile } from './mutant.js';

const take =
  'const { keyPackages } = await store.keyPackages.takeOnePerSession(fid, lowKeyPackages);';

/** The stock of KeyPackages. */
export const keyPackages = [
  ...inFile('reference-server/dist/handlers/get-key-packages.js', [
    {
      name: 'gives a KeyPackage out twice',
      clause: 'R17',
      find: take,
      replace: 'const keyPackages = await store.keyPackages.peekOnePerSession(fid);',
      caughtBy: 'getKeyPackages/once',
    },
    {
      name: 'gives callers at the same time the same KeyPackage',
      clause: 'R17',
      find: take,
      replace:
        'const { keyPackages } = await (store.taking ??= new Promise((done) => setTimeout(done, 20)).then(() => { delete store.taking; return store.keyPackages.takeOnePerSession(fid, lowKeyPackages); }));',
      caughtBy: 'getKeyPackages/once-also-at-the-same-time',
    },
    {
      name: 'takes a KeyPackage for HEAD',
      clause: 'R17',
      find: "if (method === 'HEAD')",
      replace: 'if (false)',
      caughtBy: 'getKeyPackages/head-takes-nothing',
    },
    {
      name: 'gives no KeyPackage',
      clause: 'R17',
      find: 'body: keyPackages }',
      replace: 'body: [] }',
      caughtBy: 'getKeyPackages/one-per-session',
    },
    {
      name: 'gives the KeyPackage of one session alone',
      clause: 'R17',
      find: 'body: keyPackages }',
      replace: 'body: keyPackages.slice(0, 1) }',
      caughtBy: 'getKeyPackages/one-per-session',
    },
    {
      name: 'gives the same KeyPackage twice in one answer',
      clause: 'R17',
      find: 'body: keyPackages }',
      replace: 'body: [...keyPackages, ...keyPackages] }',
      caughtBy: 'getKeyPackages/one-per-session',
    },
    {
      name: 'gives a KeyPackage that is not in a list',
      clause: 'R17',
      find: 'body: keyPackages }',
      replace: 'body: keyPackages[0] }',
      caughtBy: 'getKeyPackages/to-another-actor',
    },
    {
      name: 'writes KeyPackages in the alphabet for URLs',
      clause: 'R17',
      find: 'body: keyPackages }',
      replace:
        "body: keyPackages.map((one) => `${Buffer.from(one, 'base64').toString('base64url').slice(0, -3)}-_A`) }",
      caughtBy: 'getKeyPackages/to-another-actor',
    },
    {
      name: 'gives KeyPackages that are none',
      clause: 'R17',
      find: 'body: keyPackages }',
      replace: "body: keyPackages.map((one) => Buffer.from(one).toString('base64')) }",
      caughtBy: 'getKeyPackages/is-a-key-package',
    },
    {
      name: 'gives KeyPackages that are cut short',
      clause: 'R17',
      find: 'body: keyPackages }',
      replace: 'body: keyPackages.map((one) => one.slice(0, 200)) }',
      caughtBy: 'getKeyPackages/is-a-key-package',
    },
    {
      name: 'answers 404 where there are no KeyPackages',
      clause: 'R17',
      find: take,
      replace: `${take}\nif (keyPackages.length === 0) return { error: 'P2CORE_ACTOR_NOT_FOUND' };`,
      caughtBy: 'getKeyPackages/none',
    },
    {
      name: 'answers with an empty list of KeyPackages for an actor that it does not know',
      clause: 'R9',
      find: 'if (!(await store.actors.exists(fid)))',
      replace: 'if (false)',
      caughtBy: 'getKeyPackages/unknown-actor',
    },
    {
      name: 'gives KeyPackages to nobody but the actor',
      clause: 'page',
      find: 'async ({ parameters }, { method }) => {',
      replace:
        "async ({ parameters }, { method, principal }) => {\nif (principal.session?.fid !== parameters.fid) return { error: 'P2CORE_UNAUTHORIZED' };",
      caughtBy: 'getKeyPackages/to-another-actor',
    },
    {
      name: 'tells Federation IDs of KeyPackages apart by case',
      clause: 'page',
      find: 'const { fid } = parseFid(parameters.fid);',
      replace: 'const { fid } = parameters;',
      caughtBy: 'getKeyPackages/upper-case-fid',
    },
  ]),
  ...inFile('reference-server/dist/store/key-packages.js', [
    {
      name: 'uses up the last resort',
      clause: 'R17',
      find: ".where('lastResort', '=', 0)\n        .where(unexpired(at))\n        .orderBy('id')",
      replace: ".orderBy('lastResort').orderBy('id')",
      caughtBy: 'getKeyPackages/last-resort',
    },
    {
      name: 'does not give the last resort',
      clause: 'R17',
      find: 'ordinary ?? (await next(trx, id, at))',
      replace: 'ordinary',
      caughtBy: 'getKeyPackages/last-resort',
    },
    {
      name: 'gives two KeyPackages of each session',
      clause: 'R17',
      find: 'taken.keyPackages.push(keyPackage);',
      replace:
        'taken.keyPackages.push(keyPackage, (await takeOrdinary(trx, id, at)) ?? keyPackage);',
      caughtBy: 'getKeyPackages/one-per-session',
    },
    {
      name: 'does not tell a session that its KeyPackages run low',
      clause: 'page',
      find: 'if (remaining > lowStock.threshold)',
      replace: 'if (true)',
      caughtBy: 'getKeyPackages/low-stock-event',
    },
  ]),
];
