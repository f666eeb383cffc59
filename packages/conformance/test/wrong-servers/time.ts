import { operations } from '@p2core/types';
import { Validity } from '@peculiar/asn1-x509';
import { certifies } from './harness/certificates.js';
import { on, readsFilter, refuses } from './harness/faults.js';
import { addsFromNow, both, lists, rowsAt, validityOf } from './harness/listed.js';
import {
  filtersOf,
  type Request,
  timeIn,
  valueIn,
  withFields,
  withFilters,
  withoutContent,
} from './harness/message.js';
import { isFor, lookUps, serverLookUps } from './harness/operations.js';
import type { Fault, NewFault, WrongServer } from './wrong-server.js';

/** Leaves out ID-Certs for which `isSuch` holds at the timestamp. */
const leavesOut = (
  isSuch: (validity: ReturnType<typeof validityOf>, time: number | undefined) => boolean,
): NewFault =>
  lists((rows, request) =>
    rows.filter(({ idcerts }) => !isSuch(validityOf(idcerts), timeIn(request))),
  );

/** Adds the ID-Certs that were valid some seconds after the timestamp. */
const listsToo = (seconds: number): NewFault =>
  lists(async (rows, request, healthy) => {
    const time = timeIn(request);
    return time === undefined ? rows : both(rows, await rowsAt(time + seconds, request, healthy));
  });

/** Looks up the server's own certificate or key at another time. */
const looksUpAt = (other: (time: number) => number | undefined): NewFault =>
  on(
    serverLookUps,
    readsFilter('timestamp', (value) => other(Number(value))),
  );

/** The notBefore or notAfter of the server's current certificate. */
async function edgeOf(
  edge: 'notBefore' | 'notAfter',
  ...[request, healthy]: Parameters<Fault>
): Promise<number> {
  const { method, path: target } = operations.getServerIdCert;
  const plain = withFields({ ...withoutContent(request), method, target }, { Accept: '*/*' });
  return validityOf(String(valueIn(await healthy.send(plain))))[edge];
}

/** Answers for another time where the timestamp is `seconds` after an edge of the certificate's validity. */
const atEdge = (
  edge: 'notBefore' | 'notAfter',
  seconds: number,
  read: (time: number) => number | undefined,
): NewFault =>
  on(serverLookUps, () => async (request, healthy) => {
    const time = timeIn(request);
    if (time === undefined || time !== (await edgeOf(edge, request, healthy)) + seconds) {
      return healthy.send(request);
    }
    return healthy.send(withFilters(request, { timestamp: read(time) }));
  });

const longAgo = 0;

/** Answers for a time before the first certificate, except the epoch, as if it were a second later. */
const holdsEarlier = (id: (typeof serverLookUps)[number]): NewFault =>
  on(id, () => async (request, healthy) => {
    const answer = await healthy.send(request);
    const time = timeIn(request);
    if (answer.status !== 404 || !time) return answer;
    return healthy.send(withFilters(request, { timestamp: time + 1 }));
  });

/** Gives, for such times, the current certificate with another validity. */
const showsWithValidity = (
  isSuch: (time: number, edge: number) => boolean,
  validity: (edge: number) => { notBefore: number; notAfter: number },
): NewFault =>
  on('getServerIdCert', () => {
    let edge = 0;
    const altered = certifies({
      root: (tbs) => {
        const { notBefore, notAfter } = validity(edge);
        tbs.validity = new Validity({
          notBefore: new Date(notBefore * 1000),
          notAfter: new Date(notAfter * 1000),
        });
      },
    })();
    return async (request, healthy) => {
      edge ||= await edgeOf('notBefore', request, healthy);
      const time = timeIn(request);
      return time !== undefined && isSuch(time, edge)
        ? altered(withFilters(request, {}), healthy)
        : healthy.send(request);
    };
  });

const hour = 3600;

/** The filter of a request where it is a number in the content. */
const number = (request: Request) => {
  const { timestamp } = filtersOf(request);
  return isFor(request, ...lookUps) && typeof timestamp === 'number' ? timestamp : undefined;
};
const text = (request: Request) => {
  const { timestamp } = filtersOf(request);
  return isFor(request, ...lookUps) && typeof timestamp === 'string' ? timestamp : undefined;
};
const isInBody = (request: Request) => request.content.length > 0;

/** Accepts a timestamp that the contract does not allow. */
const takes = (isTaken: (value: unknown) => boolean, as = '0'): NewFault =>
  on(
    lookUps,
    readsFilter('timestamp', (value) => (isTaken(value) ? as : value)),
  );

/** Faults in look-ups by time, and in the reading of timestamps. */
export const time: readonly WrongServer[] = [
  {
    name: 'gives its certificate for the second before it begins',
    clause: 'R10',
    caughtBy: 'getServerIdCert/a-second-before-the-first',
    fault: holdsEarlier('getServerIdCert'),
  },
  {
    name: 'gives its key for the second before its certificate begins',
    clause: 'R10',
    caughtBy: 'getServerPublicKey/a-second-before-the-first',
    fault: holdsEarlier('getServerPublicKey'),
  },
  {
    name: 'gives a certificate for a time before it begins',
    clause: 'R10',
    caughtBy: 'getServerIdCert/holds-at-times-asked',
    fault: showsWithValidity(
      (time, edge) => time >= edge && time <= Date.now() / 1000,
      (edge) => ({ notBefore: edge + hour, notAfter: edge + 2 * hour }),
    ),
  },
  {
    name: 'gives its older and its current certificate the same serial number',
    clause: 'contract',
    caughtBy: 'getServerIdCert/serial-numbers-of-history',
    fault: showsWithValidity(
      (time, edge) => time < edge && time >= edge - hour,
      (edge) => ({ notBefore: edge - hour, notAfter: edge - 1 }),
    ),
  },
  {
    name: 'accepts leading zeros in a timestamp',
    clause: 'R2',
    caughtBy: 'getServerIdCert/query-timestamp-invalid-one-leading-zero',
    fault: on(
      lookUps,
      readsFilter('timestamp', (value) =>
        typeof value === 'string' ? value.replace(/^0+(?=[0-9])/, '') : value,
      ),
    ),
  },
  {
    name: 'refuses an integer written as 1.0 or 1e0',
    clause: 'R2',
    caughtBy: 'getServerIdCert/number-by-its-value',
    fault: refuses('P2CORE_BAD_REQUEST', ({ content }) =>
      /[0-9](?:\.0|e0)/.test(content.toString()),
    ),
  },
  {
    name: 'treats an ID-Cert as expired one second early',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/validity-ends-inclusive',
    fault: leavesOut(({ notAfter }, time) => notAfter === time),
  },
  {
    name: 'treats an ID-Cert as valid one second too long',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/after-expiry',
    fault: listsToo(-1),
  },
  {
    name: 'treats an ID-Cert as valid one second late',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/validity-begins-inclusive',
    fault: leavesOut(({ notBefore }, time) => notBefore === time),
  },
  {
    name: 'treats an ID-Cert as valid one second early',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/before-the-first',
    fault: listsToo(1),
  },
  {
    name: 'lists ID-Certs that had expired at the timestamp',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/after-expiry',
    fault: addsFromNow(({ notAfter }, time) => notAfter < time),
  },
  {
    name: 'lists ID-Certs that were not yet valid at the timestamp',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/before-the-first',
    fault: addsFromNow(({ notBefore }, time) => time < notBefore),
  },
  {
    name: 'ignores the timestamp of getActorIdCerts',
    clause: 'R8',
    caughtBy: 'getActorIdCerts/before-the-first',
    fault: on(
      'getActorIdCerts',
      readsFilter('timestamp', () => undefined),
    ),
  },
  {
    name: 'reads the timestamp of ID-Certs in milliseconds',
    clause: 'R2',
    caughtBy: 'getActorIdCerts/validity-begins-inclusive',
    fault: on(
      'getActorIdCerts',
      readsFilter('timestamp', (value) => Math.floor(Number(value) / 1000)),
    ),
  },
  {
    name: 'ignores the timestamp of getServerIdCert',
    clause: 'R10',
    caughtBy: 'getServerIdCert/at-the-epoch',
    fault: looksUpAt(() => undefined),
  },
  {
    name: 'reads the timestamp of the server certificate in milliseconds',
    clause: 'R2',
    caughtBy: 'getServerIdCert/at-first-second',
    fault: looksUpAt((time) => Math.floor(time / 1000)),
  },
  {
    name: 'treats its certificate as expired one second early',
    clause: 'R10',
    caughtBy: 'getServerIdCert/at-last-second',
    fault: atEdge('notAfter', 0, () => longAgo),
  },
  {
    name: 'treats its certificate as valid one second too long',
    clause: 'R10',
    caughtBy: 'getServerIdCert/a-second-after-the-last',
    fault: atEdge('notAfter', 1, (time) => time - 1),
  },
  {
    name: 'gives a server certificate that had expired at the timestamp',
    clause: 'R10',
    caughtBy: 'getServerIdCert/a-second-after-the-last',
    fault: on(serverLookUps, () => async (request, healthy) => {
      const isLater = (timeIn(request) ?? 0) > (await edgeOf('notAfter', request, healthy));
      return healthy.send(isLater ? withFilters(request, {}) : request);
    }),
  },
  {
    name: 'treats its certificate as valid one second late',
    clause: 'R10',
    caughtBy: 'getServerIdCert/at-first-second',
    fault: atEdge('notBefore', 0, () => longAgo),
  },
  {
    name: 'gives its certificate for a time before its first',
    clause: 'R10',
    caughtBy: 'getServerIdCert/at-the-epoch',
    fault: on(serverLookUps, () => async (request, healthy) => {
      const answer = await healthy.send(request);
      return answer.status === 404 ? healthy.send(withFilters(request, {})) : answer;
    }),
  },
  {
    name: 'ignores the timestamp of getServerPublicKey',
    clause: 'R10',
    caughtBy: 'getServerPublicKey/at-the-epoch',
    fault: on(
      'getServerPublicKey',
      readsFilter('timestamp', () => undefined),
    ),
  },
  {
    name: 'refuses a timestamp that is a number',
    clause: 'R2',
    caughtBy: 'getServerIdCert/body-timestamp-valid-the-epoch-as-a-number',
    fault: refuses('P2CORE_BAD_REQUEST', (request) => number(request) !== undefined),
  },
  {
    name: 'refuses a timestamp in a body that is a string',
    clause: 'R2',
    caughtBy: 'getServerIdCert/body-timestamp-valid-the-page-s-example-a-decimal-string',
    fault: refuses(
      'P2CORE_BAD_REQUEST',
      (request) => isInBody(request) && text(request) !== undefined,
    ),
  },
  {
    name: 'accepts any number as a timestamp',
    clause: 'R2',
    caughtBy: 'getServerIdCert/body-timestamp-invalid-a-fraction-as-a-number',
    fault: takes((value) => typeof value === 'number'),
  },
  {
    name: 'accepts a negative number as a timestamp',
    clause: 'R2',
    caughtBy: 'getServerIdCert/body-timestamp-invalid-negative-as-a-number',
    fault: takes((value) => typeof value === 'number' && Number.isInteger(value) && value < 0),
  },
  {
    name: 'accepts any text as a timestamp',
    clause: 'R2',
    caughtBy: 'getServerIdCert/query-timestamp-invalid-not-a-number',
    fault: takes((value) => typeof value === 'string' && !/^\d{1,15}$/.test(value)),
  },
  {
    name: 'accepts a negative timestamp in the query',
    clause: 'R2',
    caughtBy: 'getServerIdCert/query-timestamp-invalid-negative',
    fault: takes((value) => typeof value === 'string' && /^-\d{1,15}$/.test(value)),
  },
  {
    name: 'accepts the timestamp 2^53',
    clause: 'R2',
    caughtBy: 'getServerIdCert/query-timestamp-invalid-2-53-one-too-large',
    fault: takes((value) => value === String(2 ** 53), String(2 ** 53 - 1)),
  },
  {
    name: 'refuses the timestamp 2^53 − 1',
    clause: 'R2',
    caughtBy: 'getServerIdCert/query-timestamp-valid-2-53-1-the-largest',
    fault: refuses('P2CORE_BAD_REQUEST', (request) => text(request) === String(2 ** 53 - 1)),
  },
  {
    name: 'refuses the timestamp 0',
    clause: 'R2',
    caughtBy: 'getServerIdCert/query-timestamp-valid-the-epoch',
    fault: refuses('P2CORE_BAD_REQUEST', (request) => text(request) === '0'),
  },
];
