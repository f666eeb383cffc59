import { setTimeout as sleep } from 'node:timers/promises';
import { operations } from '@p2core/types';
import { domainComponents, nameOf } from '../../src/certificates/forge.js';
import { certifies, newKeyPair } from './harness/certificates.js';
import { handsOverEach, hidesEvents } from './harness/events.js';
import { answers, confuses, on, onceRotated, values, where } from './harness/faults.js';
import type { Healthy } from './harness/healthy.js';
import { isList, rowsOf, withRows } from './harness/listed.js';
import {
  type Answer,
  bare,
  queryOf,
  type Request,
  timeIn,
  tokenOf,
  valueIn,
  withFields,
  withFilters,
  withoutContent,
  withValue,
} from './harness/message.js';
import { isFor, serverLookUps } from './harness/operations.js';
import type { NewFault, WrongServer } from './wrong-server.js';

const isByAdministrator = (request: Request, { fixture }: Healthy) =>
  tokenOf(request) === fixture.administratorToken;

/** Has the fault when the administrator rotates the key. */
const rotating = (newFault: NewFault): NewFault =>
  on('rotateServerIdentityKey', where(isByAdministrator, newFault));

/** The server's current certificate, as the answer to any request. */
const current = (request: Request, healthy: Healthy) => {
  const { method, path: target } = operations.getServerIdCert;
  return healthy.send({ ...withoutContent(request), method, target });
};

/** Milliseconds until the second of two simultaneous requests has come. */
const untilAnotherAsks = 20;

/** Repeats its first answer to each look-up of the present. */
const staysWithFirst = (...ids: readonly (typeof serverLookUps)[number][]): NewFault =>
  on(
    ids,
    where(
      (request) => timeIn(request) === undefined,
      () => {
        const first = new Map<string, Promise<Answer>>();
        return (request, healthy) => {
          const { method, target, headers } = request;
          const key = [method, target, headers.get('Accept')].join(' ');
          const answer = first.get(key) ?? healthy.send(request);
          first.set(key, answer);
          return answer;
        };
      },
    ),
  );

const isRotation = ({ n, op }: { n: string; op: string }) => n === 'core' && op === '6';

/** Faults in the rotation of the server's key, and in look-ups of older keys. */
export const rotation: readonly WrongServer[] = [
  {
    name: 'sends the event of a rotation with the older certificate',
    clause: 'R15',
    caughtBy: 'rotateServerIdentityKey/event-says-what-changed',
    fault: () => {
      let older: unknown;
      return async (request, healthy) => {
        if (isFor(request, 'rotateServerIdentityKey')) {
          older = valueIn(await current(request, healthy));
        }
        const changed = (event: object, data: object) => ({
          ...event,
          d: { ...data, cert: older },
        });
        return handsOverEach((event) =>
          isRotation(event) ? changed(event, event.d as object) : event,
        )()(request, healthy);
      };
    },
  },
  {
    name: "sends the older certificate's notAfter as oldInvalidSince",
    clause: 'R15',
    caughtBy: 'rotateServerIdentityKey/event-says-what-changed',
    fault: handsOverEach((event) =>
      isRotation(event)
        ? { ...event, d: { ...(event.d as object), oldInvalidSince: 4_000_000_000 } }
        : event,
    ),
  },
  {
    name: 'does not rotate the key',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/new-key',
    fault: rotating(() => async (request, healthy) => {
      const fields = { 'Cache-Control': 'no-store', ETag: undefined };
      return withFields(await current(request, healthy), fields);
    }),
  },
  {
    name: 'answers a rotation with the older certificate',
    clause: 'page',
    caughtBy: 'rotateServerIdentityKey/new-key',
    fault: rotating(() => async (request, healthy) => {
      const older = valueIn(await current(request, healthy));
      return withValue(await healthy.send(request), older);
    }),
  },
  {
    name: 'answers a rotation without content',
    clause: 'page',
    caughtBy: 'rotateServerIdentityKey/happy',
    fault: rotating(answers((answer) => bare(answer, 204))),
  },
  {
    name: 'refuses a rotation during another one',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/two-at-once',
    fault: rotating(() => {
      let isBusy = false;
      return async (request, healthy) => {
        if (isBusy) return healthy.error('P2CORE_UNAVAILABLE');
        isBusy = true;
        await sleep(untilAnotherAsks);
        const answer = await healthy.send(request);
        isBusy = false;
        return answer;
      };
    }),
  },
  {
    name: 'makes one key for two simultaneous rotations',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/two-at-once',
    fault: rotating(() => {
      let rotating: Promise<Answer> | undefined;
      return async (request, healthy) => {
        rotating ??= sleep(untilAnotherAsks).then(() => healthy.send(request));
        const answer = await rotating;
        rotating = undefined;
        return answer;
      };
    }),
  },
  {
    name: 'makes a certificate of another domain when it rotates',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/new-key',
    fault: certifies({
      newKeyEach: true,
      root: (tbs, before) => {
        if (before === 0) return;
        const name = nameOf(domainComponents('somebody@other.example.com'));
        tbs.subject = name;
        tbs.issuer = name;
      },
    }),
  },
  {
    name: 'makes a certificate that is not valid yet',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/new-key',
    fault: onceRotated((answer, request, healthy) =>
      isFor(request, ...serverLookUps) && timeIn(request) === undefined
        ? healthy.error('P2CORE_NO_CERT_AT_TIME')
        : answer,
    ),
  },
  {
    name: 'sends no event of a rotation',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/event-to-each-session',
    fault: hidesEvents(isRotation),
  },
  {
    name: 'makes a new certificate for the old key',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/new-key',
    fault: certifies({}),
  },
  {
    name: 'still gives the old key after a rotation',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/new-key',
    fault: staysWithFirst('getServerIdCert', 'getServerPublicKey'),
  },
  {
    name: 'answers 404 for older keys',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/older-certificate-stays',
    fault: onceRotated(async (answer, request, healthy) => {
      if (!isFor(request, ...serverLookUps) || answer.status !== 200) return answer;
      const now = await healthy.send(withFilters(request, {}));
      return now.content.equals(answer.content) ? answer : healthy.error('P2CORE_NO_CERT_AT_TIME');
    }),
  },
  {
    name: 'gives the new key for the past',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/older-certificate-stays',
    fault: on(
      serverLookUps,
      answers((answer, request, healthy) =>
        answer.status === 200 ? healthy.send(withFilters(request, {})) : answer,
      ),
    ),
  },
  {
    name: 'flags the ID-Certs that the old key signed',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/id-certs-stay-valid',
    fault: onceRotated((answer, request) =>
      isFor(request, 'getActorIdCerts') && isList(answer)
        ? withRows(
            answer,
            rowsOf(answer).map((row) => ({ ...row, invalidated: true })),
          )
        : answer,
    ),
  },
  {
    name: 'no longer lists ID-Certs that the old key signed',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/id-certs-stay-valid',
    fault: onceRotated((answer, request) =>
      isFor(request, 'getActorIdCerts') && isList(answer) ? withRows(answer, []) : answer,
    ),
  },
  {
    name: 'sends the event of a rotation with another opcode',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/event-to-each-session',
    fault: handsOverEach((event) => (isRotation(event) ? { ...event, op: '4' } : event)),
  },
  {
    name: 'sends the event of a rotation in another namespace',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/event-to-each-session',
    fault: handsOverEach((event) => (isRotation(event) ? { ...event, n: 'other' } : event)),
  },
  {
    name: 'still gives the old public key, but the new certificate',
    clause: 'R19',
    caughtBy: 'rotateServerIdentityKey/new-key',
    fault: staysWithFirst('getServerPublicKey'),
  },
  {
    name: "gives a public key that is not its certificate's",
    clause: 'page',
    caughtBy: 'getServerPublicKey/of-the-certificate',
    fault: on(
      'getServerPublicKey',
      values(() => newKeyPair().publicKey.export({ type: 'spki', format: 'pem' })),
    ),
  },
  {
    name: 'gives its certificate in place of its key',
    clause: 'page',
    caughtBy: 'getServerPublicKey/happy',
    fault: on(
      'getServerPublicKey',
      () => (request, healthy) => healthy.send(asking('getServerIdCert', request)),
    ),
  },
  {
    name: 'gives its key in place of its certificate',
    clause: 'page',
    caughtBy: 'getServerIdCert/happy',
    fault: on(
      'getServerIdCert',
      () => (request, healthy) => healthy.send(asking('getServerPublicKey', request)),
    ),
  },
  {
    name: 'gives a chain of certificates',
    clause: 'page',
    caughtBy: 'getServerIdCert/happy',
    fault: on(
      'getServerIdCert',
      values((pem: string) => pem + pem),
    ),
  },
  {
    name: 'answers 400 for a time before its first certificate',
    clause: 'R10',
    caughtBy: 'getServerIdCert/at-the-epoch',
    fault: on('getServerIdCert', confuses('P2CORE_NO_CERT_AT_TIME', 'P2CORE_BAD_REQUEST')),
  },
];

/** The same request for another look-up. */
function asking(id: (typeof serverLookUps)[number], request: Request): Request {
  return { ...request, target: operations[id].path + queryOf(request) };
}
