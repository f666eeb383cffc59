import { inFile } from './mutant.js';

/** Paths, methods, routes that a server may leave out. */
export const methods = [
  ...inFile('server/dist/contract-router.js', [
    {
      name: 'knows no trailing slash',
      clause: 'R21',
      find: 'strict: false',
      replace: 'strict: true',
      caughtBy: 'deleteSession/trailing-slash',
    },
    {
      name: 'refuses HEAD',
      clause: 'R21',
      find: 'route[method](serve(operation, handlers, chain));',
      replace:
        "if (method === 'get') route.head(refuse('P2CORE_METHOD_NOT_ALLOWED', responder, operation));\nroute[method](serve(operation, handlers, chain));",
      caughtBy: 'getServerIdCert/head',
    },
    {
      name: 'answers another method as if the path were unknown',
      clause: 'R21',
      find: "refuse('P2CORE_METHOD_NOT_ALLOWED', responder, operations[0])",
      replace: "refuse('P2CORE_NOT_FOUND', responder, undefined)",
      caughtBy: 'getChallenge/method-post',
    },
    {
      name: 'takes POST for GET',
      clause: 'R21',
      find: 'route[method](serve(operation, handlers, chain));',
      replace:
        "route[method](serve(operation, handlers, chain));\nif (method === 'get') route.post(serve(operation, handlers, chain));",
      caughtBy: 'getChallenge/method-post',
    },
    {
      name: 'answers OPTIONS without Allow',
      clause: 'R21',
      find: "const headers = { Allow: allowByPath.get(path) ?? '' };",
      replace: 'const headers = {};',
      caughtBy: 'getChallenge/options',
    },
    {
      name: 'refuses OPTIONS',
      clause: 'R21',
      find: 'route.options(',
      replace: 'route.lock(',
      caughtBy: 'getChallenge/options',
    },
    {
      name: 'answers unknown paths with the page of its framework',
      clause: 'R21',
      find: "router.use(pathPrefix, refuse('P2CORE_NOT_FOUND', responder, undefined));",
      replace: '',
      caughtBy: 'any/unknown-path',
    },
    {
      name: 'answers an unknown path with the code of an unknown actor',
      clause: 'R21',
      find: "refuse('P2CORE_NOT_FOUND', responder, undefined)",
      replace: "refuse('P2CORE_ACTOR_NOT_FOUND', responder, undefined)",
      caughtBy: 'any/unknown-path',
    },
    {
      name: 'fails on a path that is no percent-encoding',
      clause: 'contract',
      find: 'error instanceof URIError',
      replace: 'false',
      caughtBy: 'getActorIdCerts/malformed-percent-encoding',
    },
    {
      name: 'leaves out a route that it says it offers',
      clause: 'R18',
      find: 'const handler = handlers[operationId];',
      replace: "const handler = operationId === 'getEvents' ? undefined : handlers[operationId];",
      caughtBy: 'getEvents/happy',
    },
    {
      name: 'leaves out an optional route as if it did not exist',
      clause: 'R18',
      find: 'const handler = handlers[operationId];',
      replace:
        "if (operationId === 'getEvents') return refuse('P2CORE_NOT_FOUND', chain.responder, undefined);\nconst handler = handlers[operationId];",
      fixture: { optionalRoutes: ['getKeyPackages'] },
      caughtBy: 'getEvents/not-offered',
    },
    {
      name: 'leaves out an optional route as if it were still to be written',
      clause: 'R18',
      find: 'const handler = handlers[operationId];',
      replace:
        "const handler = operationId === 'getKeyPackages' ? unimplemented : handlers[operationId];",
      fixture: { optionalRoutes: ['getEvents'] },
      caughtBy: 'getKeyPackages/not-offered',
    },
  ]),
  ...inFile('server/dist/operation.js', [
    {
      name: 'does not name HEAD in Allow',
      clause: 'R21',
      find: "['GET', 'HEAD']",
      replace: "['GET']",
      caughtBy: 'getChallenge/method-post',
    },
    {
      name: 'names methods in Allow that the path does not take',
      clause: 'R21',
      find: "[...methods, 'OPTIONS']",
      replace: "[...methods, 'POST', 'OPTIONS']",
      caughtBy: 'getChallenge/method-post',
    },
  ]),
];
