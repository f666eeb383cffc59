import { certifies, newKeyPair } from './harness/certificates.js';
import { answers, on, readsFilter, refuses, sends, values, where } from './harness/faults.js';
import { bare, filtersOf, type Request, timeIn, withContent } from './harness/message.js';
import { isFor, lookUps, operationIn, serverLookUps } from './harness/operations.js';
import { changesPems } from './harness/pems.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const seconds = () => Math.floor(Date.now() / 1000);
const year = 365 * 24 * 60 * 60;
const hasContent = ({ content }: Request) => content.length > 0;

/** A PEM with lines of 32 characters; `openssl` writes 64. */
const inShortLines = (pem: string) =>
  pem.replace(/(?<=-----\n)[^-]+(?=\n-----END)/g, (base64) =>
    (base64.replaceAll('\n', '').match(/.{1,32}/g) ?? []).join('\n'),
  );

/** Answers 304 to requests with this header field. */
const notModified = (name: string): NewFault =>
  where(
    ({ headers }) => headers.has(name),
    answers((answer) => (answer.status === 200 ? bare(answer, 304) : answer)),
  );

/** Ignores such a timestamp in content. */
const ignores = (isIgnored: (value: unknown) => boolean): NewFault =>
  where(
    hasContent,
    readsFilter('timestamp', (value) => (isIgnored(value) ? undefined : value)),
  );

const isLater = (request: Request) => (timeIn(request) ?? 0) > seconds() + 60;

/** The same fault in each look-up. */
const each: readonly WrongServer[] = lookUps.map((id) => ({
  name: `answers 304 to If-Modified-Since in ${id}`,
  clause: 'R23',
  caughtBy: `${id}/unmodified-since-does-not-matter`,
  fault: on(id, notModified('If-Modified-Since')),
}));

/** The same faults in each look-up whose answer is a PEM. */
const eachPem: readonly WrongServer[] = serverLookUps.flatMap((id) => [
  {
    name: `ends the PEM of ${id} without a line feed`,
    clause: 'contract',
    caughtBy: `${id}/last-line-feed`,
    fault: on(
      id,
      changesPems((pem) => pem.trimEnd()),
    ),
  },
  {
    name: `writes the PEM of ${id} in lines of 32 characters`,
    clause: 'contract',
    caughtBy: `${id}/lines-of-64`,
    fault: on(id, changesPems(inShortLines)),
  },
  {
    name: `writes the bare PEM of ${id} with other line lengths than the JSON string`,
    clause: 'R5',
    caughtBy: `${id}/same-in-every-form`,
    fault: on(
      id,
      where(({ headers }) => headers.get('Accept') === 'text/plain', changesPems(inShortLines)),
    ),
  },
  {
    name: `reads the largest timestamp of ${id} as none`,
    clause: 'R10',
    caughtBy: `${id}/at-the-end-of-time`,
    fault: on(
      id,
      readsFilter('timestamp', (value) =>
        Number(value) === Number.MAX_SAFE_INTEGER ? undefined : value,
      ),
    ),
  },
]);

/** Faults in challenges, keys and certificates that only one case can see. */
export const lookedUp: readonly WrongServer[] = [
  ...each,
  ...eachPem,
  {
    name: 'allows present ID-Certs to be cached as long as past ones',
    clause: 'R23',
    caughtBy: 'getActorIdCerts/kept-for-an-hour',
    fault: on('getActorIdCerts', sends({ 'Cache-Control': 'public, max-age=43200' }, 200)),
  },
  {
    name: 'allows past ID-Certs to be cached no longer than present ones',
    clause: 'R23',
    caughtBy: 'getActorIdCerts/past-kept-longer',
    fault: on('getActorIdCerts', sends({ 'Cache-Control': 'public, max-age=3600' }, 200)),
  },
  {
    name: 'allows the present public key to be cached as long as a past one',
    clause: 'R23',
    caughtBy: 'getServerPublicKey/kept-for-an-hour',
    fault: on('getServerPublicKey', sends({ 'Cache-Control': 'public, max-age=43200' }, 200)),
  },
  {
    name: 'answers 400 to an empty object',
    clause: 'R3',
    caughtBy: 'getServerIdCert/empty-object',
    fault: refuses('P2CORE_BAD_REQUEST', ({ content }) => content.toString() === '{}'),
  },
  {
    name: 'answers 304 to the ETag of another media type',
    clause: 'R23',
    caughtBy: 'getServerIdCert/etag-not-in-two-forms',
    fault: on('getServerIdCert', () => {
      const given = new Set<string | null>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        given.add(answer.headers.get('ETag'));
        const condition = request.headers.get('If-None-Match');
        return condition !== null && given.has(condition) && answer.status === 200
          ? bare(answer, 304)
          : answer;
      };
    }),
  },
  {
    name: 'refuses the content of a GET without Content-Type',
    clause: 'R4',
    caughtBy: 'getServerIdCert/existing-client',
    fault: refuses(
      'P2CORE_UNSUPPORTED_MEDIA_TYPE',
      (request) =>
        operationIn(request)?.method === 'GET' &&
        hasContent(request) &&
        !request.headers.has('Content-Type'),
    ),
  },
  {
    name: 'gives an expired root as the current one',
    clause: 'R10',
    caughtBy: 'getServerIdCert/holds-now',
    fault: certifies({
      root: ({ validity }) => {
        validity.notAfter.utcTime = new Date(Date.now() - 60_000);
        validity.notBefore.utcTime = new Date(Date.now() - 120_000);
      },
    }),
  },
  {
    name: 'answers 404 for its certificate in the future',
    clause: 'R10',
    caughtBy: 'getServerIdCert/in-the-future',
    fault: refuses(
      'P2CORE_NO_CERT_AT_TIME',
      (request) => isFor(request, 'getServerIdCert') && isLater(request),
    ),
  },
  {
    name: 'answers 404 for its key in the future',
    clause: 'R10',
    caughtBy: 'getServerPublicKey/of-the-certificate-in-the-future',
    fault: refuses(
      'P2CORE_NO_CERT_AT_TIME',
      (request) => isFor(request, 'getServerPublicKey') && isLater(request),
    ),
  },
  {
    name: 'gives its key for a time after its certificate has expired',
    clause: 'R10',
    caughtBy: 'getServerPublicKey/a-second-after-the-last',
    fault: on(
      'getServerPublicKey',
      where(
        isLater,
        readsFilter('timestamp', () => undefined),
      ),
    ),
  },
  {
    name: 'answers Range with a part of the content',
    clause: 'contract',
    caughtBy: 'getServerIdCert/range-does-not-matter',
    fault: where(
      ({ headers }) => headers.has('Range'),
      answers((answer) => ({
        ...withContent(answer, answer.content.subarray(0, 10)),
        status: 206,
      })),
    ),
  },
  {
    name: 'answers 404 for its certificate at the present second',
    clause: 'R10',
    caughtBy: 'getServerIdCert/now-as-a-time',
    fault: refuses(
      'P2CORE_NO_CERT_AT_TIME',
      (request) =>
        isFor(request, 'getServerIdCert') && Math.abs((timeIn(request) ?? 0) - seconds()) < 10,
    ),
  },
  {
    name: 'answers 404 for its key in the last years of its certificate',
    clause: 'R10',
    caughtBy: 'getServerPublicKey/of-the-certificate-at-last-second',
    fault: refuses(
      'P2CORE_NO_CERT_AT_TIME',
      (request) =>
        isFor(request, 'getServerPublicKey') && (timeIn(request) ?? 0) > seconds() + year,
    ),
  },
  {
    name: 'gives an unrelated key for the past',
    clause: 'R10',
    caughtBy: 'getServerPublicKey/of-the-certificate-in-the-past',
    fault: on(
      'getServerPublicKey',
      where(
        (request) => timeIn(request) !== undefined && !isLater(request),
        values(() => newKeyPair().publicKey.export({ type: 'spki', format: 'pem' })),
      ),
    ),
  },
  {
    name: 'ignores a string in a body',
    clause: 'R2',
    caughtBy: 'getServerIdCert/string-in-body',
    fault: on(
      'getServerIdCert',
      ignores((value) => typeof value === 'string'),
    ),
  },
  {
    name: 'ignores a number in a body that asks for a key',
    clause: 'R2',
    caughtBy: 'getServerPublicKey/number-in-body',
    fault: on(
      'getServerPublicKey',
      ignores((value) => typeof value === 'number'),
    ),
  },
  {
    name: 'refuses a timestamp such as 1.0 in a body',
    clause: 'R2',
    caughtBy: 'getServerIdCert/number-by-its-value',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) =>
        typeof filtersOf(request).timestamp === 'number' &&
        /[.e]/i.test(request.content.toString()),
    ),
  },
  {
    name: 'adds octets after a public key',
    clause: 'contract',
    caughtBy: 'getServerPublicKey/whole-spki',
    fault: on(
      'getServerPublicKey',
      values((pem: string) =>
        pem.replace(/(?<=-----\n)[^-]+(?=\n-----END)/, (base64) => {
          const der = Buffer.from(base64, 'base64');
          return Buffer.concat([der, Buffer.from([5, 0])])
            .toString('base64')
            .replace(/(.{64})(?!$)/g, '$1\n');
        }),
      ),
    ),
  },
  {
    name: 'gives a later challenge an earlier expiry',
    clause: 'contract',
    caughtBy: 'getChallenge/expires-does-not-fall',
    fault: on('getChallenge', () => {
      let count = 0;
      const earlier = values((challenge: { expires: number }) => {
        count += 1;
        return { ...challenge, expires: challenge.expires - count * 10 };
      });
      return earlier();
    }),
  },
  {
    name: 'sends the expiry of a challenge as a string',
    clause: 'R1',
    caughtBy: 'getChallenge/expires-is-an-integer',
    fault: on(
      'getChallenge',
      values((challenge: { expires: number }) => ({
        ...challenge,
        expires: String(challenge.expires),
      })),
    ),
  },
  {
    name: 'makes challenges that differ in their last characters only',
    clause: 'contract',
    caughtBy: 'getChallenge/random-at-each-place',
    fault: on(
      'getChallenge',
      values((one: { challenge: string }) => ({
        ...one,
        challenge: one.challenge.slice(0, 43) + 'a'.repeat(45) + one.challenge.slice(-40),
      })),
    ),
  },
  {
    name: 'makes challenges without upper case',
    clause: 'contract',
    caughtBy: 'getChallenge/recommended-strength',
    fault: on(
      'getChallenge',
      values((one: { challenge: string }) => ({ ...one, challenge: one.challenge.toLowerCase() })),
    ),
  },
  ...(['getChallenge', 'getEvents', 'getKeyPackages'] as const).map((id) => ({
    name: `answers 304 in ${id}, whose answers must not be stored`,
    clause: 'R23',
    caughtBy: `${id}/if-none-match-does-not-matter`,
    fault: on(
      id,
      where(
        ({ headers }) => headers.has('If-None-Match'),
        answers((answer) => bare(answer, 304)),
      ),
    ),
  })),
  {
    name: "refuses the session's ID-Cert as a JSON string",
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/same-again-json',
    fault: refuses(
      'P2CORE_INVALID_ID_CERT',
      (request) => isFor(request, 'updateSessionIdCert') && request.content[0] === 0x22,
    ),
  },
  {
    name: "refuses the session's ID-Cert without a Content-Type",
    clause: 'R6',
    caughtBy: 'updateSessionIdCert/same-again-without-type',
    fault: refuses(
      'P2CORE_UNSUPPORTED_MEDIA_TYPE',
      (request) => isFor(request, 'updateSessionIdCert') && !request.headers.has('Content-Type'),
    ),
  },
];
