import { inFile } from './mutant.js';

const unprotect = (operationId: string) =>
  `operation.roles === null || operation.operationId === '${operationId}'`;

/** Who may do what. */
export const tokens = [
  ...inFile('server/dist/request/authenticate.js', [
    {
      name: 'gives KeyPackages to strangers',
      clause: 'page',
      find: 'operation.roles === null',
      replace: unprotect('getKeyPackages'),
      caughtBy: 'getKeyPackages/without-token',
    },
    {
      name: 'asks for no token before it ends a session',
      clause: 'R12',
      find: 'operation.roles === null',
      replace: unprotect('deleteSession'),
      caughtBy: 'deleteSession/without-token',
    },
    {
      name: 'asks for no token before it rotates the key',
      clause: 'page',
      find: 'operation.roles === null',
      replace: unprotect('rotateServerIdentityKey'),
      caughtBy: 'rotateServerIdentityKey/without-token',
    },
    {
      name: 'asks for a token where the page has no lock',
      clause: 'page',
      find: 'if (operation.roles === null)\n        return undefined;',
      replace: 'operation = { ...operation, roles: operation.roles ?? [] };',
      caughtBy: 'getChallenge/happy',
    },
    {
      name: 'takes a token that it does not know for an administrator',
      clause: 'page',
      find: 'await authenticate(token)',
      replace: "(await authenticate(token)) ?? { roles: ['administrator'] }",
      caughtBy: 'rotateServerIdentityKey/unknown-token',
    },
    {
      name: 'lets every session rotate the key',
      clause: 'page',
      find: 'if (!operation.roles.every((role) => principal.roles.includes(role)))',
      replace: 'if (false)',
      caughtBy: 'rotateServerIdentityKey/not-administrator',
    },
    {
      name: 'answers 401 to a token without the role',
      clause: 'contract',
      find: "new ContractError('P2CORE_NOT_ADMINISTRATOR')",
      replace: "new ContractError('P2CORE_UNAUTHORIZED')",
      caughtBy: 'rotateServerIdentityKey/not-administrator',
    },
    {
      name: 'answers 403 to a request without a token',
      clause: 'contract',
      find: "new ContractError('P2CORE_UNAUTHORIZED')",
      replace: "new ContractError('P2CORE_NOT_ADMINISTRATOR')",
      caughtBy: 'rotateServerIdentityKey/without-token',
    },
    {
      name: 'takes a token under any scheme',
      clause: 'page',
      find: '/^Bearer +(',
      replace: '/^\\w+ +(',
      caughtBy: 'getEvents/other-scheme',
    },
    {
      name: 'takes a token without a scheme',
      clause: 'page',
      find: '/^Bearer +(',
      replace: '/^(?:Bearer +)?(',
      caughtBy: 'getEvents/token-without-scheme',
    },
    {
      name: 'knows the scheme in one spelling only',
      clause: 'page',
      find: '=*)$/i',
      replace: '=*)$/',
      caughtBy: 'getEvents/scheme-in-any-case',
    },
  ]),
  ...inFile('reference-server/dist/tokens.js', [
    {
      name: 'looks at the first 20 characters of a token only',
      clause: 'page',
      find: 'update(token)',
      replace: 'update(token.slice(0, 20))',
      caughtBy: 'getEvents/altered-token',
    },
    {
      name: 'compares tokens without regard to case',
      clause: 'page',
      find: 'update(token)',
      replace: 'update(token.toLowerCase())',
      caughtBy: 'getEvents/token-in-other-case',
    },
  ]),
  ...inFile('reference-server/dist/principal.js', [
    {
      name: 'goes on taking the token of a session that has ended',
      clause: 'R13',
      find: 'const session = await store.sessions.byTokenHash(hash);',
      replace:
        'const seen = (store.seen ??= {}); const session = (seen[hash] ??= await store.sessions.byTokenHash(hash));',
      caughtBy: 'deleteSession/token-is-dead',
    },
    {
      name: 'refuses the administrator',
      clause: 'page',
      find: 'adminHash !== undefined',
      replace: 'adminHash === undefined',
      caughtBy: 'rotateServerIdentityKey/happy',
    },
  ]),
];
