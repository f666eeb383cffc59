import { answers, on, onError, requests, where } from './harness/faults.js';
import { type Request, valueIn, withContent, withFields, withValue } from './harness/message.js';
import { isFor } from './harness/operations.js';
import { changesPems } from './harness/pems.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const acceptOf = ({ headers }: Request) => headers.get('Accept') ?? undefined;
const accepting = (accept: (given: string | undefined) => string | undefined): NewFault =>
  requests((request) => withFields(request, { Accept: accept(acceptOf(request)) }));
const anything: NewFault = accepting(() => '*/*');

/** The operations whose answer is a PEM. */
const isForPem = (request: Request) =>
  isFor(request, 'getServerIdCert', 'getServerPublicKey', 'rotateServerIdentityKey');
const barePem = accepting(() => 'text/plain');

const isBare = (headers: Headers) => /pem-file|text\/plain/.test(headers.get('Content-Type') ?? '');

/** Faults in content negotiation. */
export const negotiation: readonly WrongServer[] = [
  {
    name: 'answers with JSON for every Accept',
    clause: 'R5',
    caughtBy: 'getServerIdCert/accept-application-x-pem-file',
    fault: anything,
  },
  {
    name: 'answers with JSON where nothing is acceptable',
    clause: 'R5',
    caughtBy: 'getServerIdCert/accept-nothing-offered',
    fault: onError('P2CORE_NOT_ACCEPTABLE', (_answer, request, healthy) =>
      healthy.send(withFields(request, { Accept: '*/*' })),
    ),
  },
  {
    name: 'answers */* with a bare PEM',
    clause: 'R5',
    caughtBy: 'getServerIdCert/accept-any',
    fault: where((request) => isForPem(request) && (acceptOf(request) ?? '*/*') === '*/*', barePem),
  },
  {
    name: 'answers with a bare PEM where the request has no Accept',
    clause: 'R5',
    caughtBy: 'getServerIdCert/accept-absent',
    fault: where((request) => isForPem(request) && acceptOf(request) === undefined, barePem),
  },
  {
    name: 'ignores q=0',
    clause: 'R5',
    caughtBy: 'getServerIdCert/accept-quality-zero',
    fault: accepting((given) => given?.replace(/;\s*q=[\d.]+/g, '')),
  },
  {
    name: 'ignores media ranges',
    clause: 'R5',
    caughtBy: 'getServerIdCert/accept-range-text',
    fault: accepting((given) => given?.replace(/\b\w+\/\*/g, 'unknown/unknown')),
  },
  {
    name: 'sends a JSON string with the media type of a bare PEM',
    clause: 'R5',
    caughtBy: 'getServerIdCert/accept-application-x-pem-file',
    fault: answers((answer) =>
      isBare(answer.headers)
        ? withContent(answer, JSON.stringify(answer.content.toString()))
        : answer,
    ),
  },
  {
    name: 'sends a bare PEM with the media type JSON',
    clause: 'R5',
    caughtBy: 'getServerIdCert/happy',
    fault: answers((answer) => {
      const value = answer.content.length > 0 ? valueIn(answer) : undefined;
      return typeof value === 'string' ? withContent(answer, value) : answer;
    }),
  },
  {
    name: 'sends every bare PEM as text/plain',
    clause: 'R5',
    caughtBy: 'getServerIdCert/accept-application-x-pem-file',
    fault: answers((answer) =>
      isBare(answer.headers) ? withFields(answer, { 'Content-Type': 'text/plain' }) : answer,
    ),
  },
  {
    name: 'wraps JSON answers in an object',
    clause: 'contract',
    caughtBy: 'getServerIdCert/happy',
    fault: answers((answer) =>
      answer.status === 200 && answer.content.length > 0 && !isBare(answer.headers)
        ? withValue(answer, { data: valueIn(answer) })
        : answer,
    ),
  },
  {
    name: 'rotates the key before it answers 406',
    clause: 'R5',
    caughtBy: 'rotateServerIdentityKey/not-acceptable-changes-nothing',
    fault: on(
      'rotateServerIdentityKey',
      onError('P2CORE_NOT_ACCEPTABLE', async (answer, request, healthy) => {
        await healthy.send(withFields(request, { Accept: '*/*' }));
        return answer;
      }),
    ),
  },
  {
    name: 'ends the lines of a PEM with CR LF',
    clause: 'contract',
    caughtBy: 'getServerIdCert/happy',
    fault: changesPems((pem) => pem.replaceAll('\n', '\r\n')),
  },
  {
    name: 'writes a PEM in lines of 76 characters',
    clause: 'contract',
    caughtBy: 'getServerIdCert/happy',
    fault: changesPems((pem) =>
      pem.replace(/(?<=-----\n)[^-]+(?=\n-----END)/g, (base64) =>
        (base64.replaceAll('\n', '').match(/.{1,76}/g) ?? []).join('\n'),
      ),
    ),
  },
];
