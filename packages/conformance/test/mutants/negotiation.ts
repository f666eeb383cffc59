import { inFile } from './mutant.js';

const handle =
  'const result = await handler(validRequest, contextOf(request, response, principal));';
const negotiate = 'const mediaType = negotiate(request, operation);';

/** The media types of answers. */
export const negotiation = [
  ...inFile('server/dist/response/negotiate.js', [
    {
      name: 'answers with JSON whatever Accept says',
      clause: 'R5',
      find: "accept === '*/*'",
      replace: 'true',
      caughtBy: 'getServerIdCert/accept-application-x-pem-file',
    },
    {
      name: 'answers with JSON where nothing is acceptable',
      clause: 'R5',
      find: 'if (chosen === undefined)',
      replace: 'if (false)',
      caughtBy: 'getServerIdCert/accept-nothing-offered',
    },
    {
      name: 'answers */* with a bare PEM',
      clause: 'R5',
      find: 'return offered[0];',
      replace: 'return offered.at(-1);',
      caughtBy: 'getServerIdCert/accept-any',
    },
    {
      name: 'answers with a bare PEM where there is no Accept',
      clause: 'R5',
      find: 'return offered[0];',
      replace: 'return request.headers.accept ? offered[0] : offered.at(-1);',
      caughtBy: 'getServerIdCert/accept-absent',
    },
    {
      name: 'does not know q=0',
      clause: 'R5',
      find: 'new Negotiator(request).mediaType(offered)',
      replace: "offered.find((type) => accept.includes(type) || accept.includes('*'))",
      caughtBy: 'getServerIdCert/accept-quality-zero',
    },
    {
      name: 'does not know ranges of media types',
      clause: 'R5',
      find: 'new Negotiator(request).mediaType(offered)',
      replace: 'offered.find((type) => accept.includes(type))',
      caughtBy: 'getServerIdCert/accept-range-text',
    },
  ]),
  ...inFile('server/dist/response/answer.js', [
    {
      name: 'sends a JSON string as a bare PEM',
      clause: 'R5',
      find: "typeof value === 'string' && mediaType !== 'application/json'",
      replace: 'false',
      caughtBy: 'getServerIdCert/accept-application-x-pem-file',
    },
    {
      name: 'sends a bare PEM as JSON',
      clause: 'R5',
      find: "typeof value === 'string' && mediaType !== 'application/json'",
      replace: "typeof value === 'string'",
      caughtBy: 'getServerIdCert/happy',
    },
    {
      name: 'calls every bare PEM text/plain',
      clause: 'R5',
      find: "writeContent(mediaType ?? 'application/json', result.body)",
      replace:
        "writeContent(mediaType?.replace(/.*pem.*/, 'text/plain') ?? 'application/json', result.body)",
      caughtBy: 'getServerIdCert/accept-application-x-pem-file',
    },
    {
      name: 'wraps JSON answers in an object',
      clause: 'contract',
      find: 'result.body);',
      replace: "mediaType === 'application/json' ? { data: result.body } : result.body);",
      caughtBy: 'getServerIdCert/happy',
    },
  ]),
  ...inFile('server/dist/serve-operation.js', [
    {
      name: 'rotates the key before it finds that nothing is acceptable',
      clause: 'R5',
      find: `${negotiate}\n            ${handle}`,
      replace: `${handle}\n            ${negotiate}`,
      caughtBy: 'rotateServerIdentityKey/not-acceptable-changes-nothing',
    },
  ]),
  ...inFile('reference-server/dist/pki/pem.js', [
    {
      name: 'ends the lines of a PEM with CR LF',
      clause: 'contract',
      find: "''].join('\\n')",
      replace: "''].join('\\r\\n')",
      caughtBy: 'getServerIdCert/happy',
    },
    {
      name: 'writes a PEM in lines of 76 characters',
      clause: 'contract',
      find: '.{1,64}',
      replace: '.{1,76}',
      caughtBy: 'getServerIdCert/happy',
    },
  ]),
];
