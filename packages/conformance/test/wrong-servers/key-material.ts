import {
  answers,
  confuses,
  errorIn,
  errorsWith,
  on,
  onError,
  onlySays,
  refuses,
  requests,
  says,
  sends,
  values,
  where,
} from './harness/faults.js';
import {
  membersOf,
  queryOf,
  type Request,
  tokenOf,
  valueIn,
  withMembers,
  withoutContent,
  withQuery,
} from './harness/message.js';
import { isFor } from './harness/operations.js';
import type { WrongServer } from './wrong-server.js';

type KeyMaterial = { key_data: string; serial_number: string }[];

/** Accepts malformed serial numbers. */
const withoutZeros = (serial: unknown) =>
  typeof serial === 'string' ? serial.replace(/^0+(?=\d)/, '') : serial;

const uploads: readonly WrongServer[] = [
  {
    name: 'accepts a serial number with a leading zero',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/malformed-serial',
    fault: requests((request) => {
      const members = membersOf(request);
      const serial_number = withoutZeros(members.serial_number);
      return serial_number === members.serial_number
        ? request
        : withMembers(request, { ...members, serial_number });
    }),
  },
  {
    name: 'accepts anything as key material',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/not-a-key',
    fault: onError('P2CORE_BAD_REQUEST', says(201)),
  },
  {
    name: 'repeats an unencrypted key in the error',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/plaintext-key',
    fault: onError('P2CORE_PLAINTEXT_KEY', (_answer, request, healthy) =>
      healthy.error('P2CORE_PLAINTEXT_KEY', { message: String(membersOf(request).key_data) }),
    ),
  },
  {
    name: 'answers 400 in place of 413 to too much key material',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/too-large',
    fault: confuses('P2CORE_CONTENT_TOO_LARGE', 'P2CORE_BAD_REQUEST'),
  },
  {
    name: 'overwrites existing key material',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/twice',
    fault: onError('P2CORE_KEY_MATERIAL_EXISTS', says(201)),
  },
  {
    name: 'checks the serial number before the key',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/key-before-serial',
    fault: onError('P2CORE_PLAINTEXT_KEY', (answer, request, healthy) =>
      membersOf(request).serial_number === '1' ? healthy.error('P2CORE_ID_CERT_NOT_FOUND') : answer,
    ),
  },
  {
    name: 'accepts key material for an unknown serial number',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/unknown-serial',
    fault: onError('P2CORE_ID_CERT_NOT_FOUND', says(201)),
  },
  {
    name: "accepts key material only for the session's own certificate",
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/for-a-former-certificate',
    fault: refuses('P2CORE_ID_CERT_NOT_FOUND', (request) => 'serial_number' in membersOf(request)),
  },
];

const answered: readonly WrongServer[] = [
  {
    name: 'gives key material without its last line break',
    clause: 'R32',
    caughtBy: 'uploadKeyMaterial/happy',
    fault: values((all: KeyMaterial) =>
      all.map((one) => ({ ...one, key_data: one.key_data.trim() })),
    ),
  },
  {
    name: 'sends 404 without the serial numbers',
    clause: 'R32',
    caughtBy: 'getKeyMaterial/names-what-is-missing',
    fault: errorsWith((error) => ({ ...error, serial_numbers: undefined })),
  },
  {
    name: 'answers 404 where an actor has none and asks without a filter',
    clause: 'R32',
    caughtBy: 'getKeyMaterial/none',
    fault: answers((answer, _request, healthy) =>
      String(answer.content) === '[]' ? healthy.error('P2CORE_KEY_MATERIAL_NOT_FOUND') : answer,
    ),
  },
  {
    name: 'lists the newest key material first',
    clause: 'R32',
    caughtBy: 'getKeyMaterial/oldest-first',
    fault: values((all: KeyMaterial) => all.toReversed()),
  },
  {
    name: 'answers malformed serial numbers with an empty array',
    clause: 'R32',
    caughtBy: 'getKeyMaterial/malformed-serials',
    fault: onError('P2CORE_BAD_REQUEST', says(200, [])),
  },
  {
    name: 'gives the key material of both query and content, where they differ',
    clause: 'R3',
    caughtBy: 'getKeyMaterial/query-and-body-differ',
    fault: requests(asksForBoth),
  },
  {
    name: 'ignores the serial numbers in the content',
    clause: 'R32',
    caughtBy: 'getKeyMaterial/serial-numbers-narrow',
    fault: requests(withoutContent),
  },
];

/** Moves the serial numbers of query and content together into the query. */
function asksForBoth(request: Request): Request {
  const inQuery = new URLSearchParams(queryOf(request)).getAll('serial_numbers');
  const content = valueIn(request);
  const inContent = Array.isArray(content) ? content : (Object(content).serial_numbers ?? []);
  const all = new Set([...inQuery, ...inContent].map(String));
  if (inQuery.length === 0 || inContent.length === 0) return request;
  const query = [...all].map((serial) => `serial_numbers=${serial}`).join('&');
  return withQuery(withoutContent(request), query);
}

/** Faults in the store of encrypted private keys. */
export const keyMaterial: readonly WrongServer[] = [
  ...uploads.map((wrong) => ({ ...wrong, fault: on('uploadKeyMaterial', wrong.fault) })),
  ...answered.map((wrong) => ({ ...wrong, fault: on('getKeyMaterial', wrong.fault) })),
  {
    name: 'gives key material only to the session that stored it',
    clause: 'R32',
    caughtBy: 'getKeyMaterial/of-any-session',
    fault: () => {
      const storing = new Set<unknown>();
      return (request, healthy) => {
        if (isFor(request, 'uploadKeyMaterial')) storing.add(tokenOf(request));
        return isFor(request, 'getKeyMaterial') && !storing.has(tokenOf(request))
          ? healthy.error('P2CORE_KEY_MATERIAL_NOT_FOUND')
          : healthy.send(request);
      };
    },
  },
  {
    name: 'deletes key material with its session',
    clause: 'R32',
    caughtBy: 'getKeyMaterial/outlives-the-session',
    fault: () => {
      let hasEnded = false;
      return (request, healthy) => {
        hasEnded ||= isFor(request, 'deleteSession');
        return hasEnded && isFor(request, 'getKeyMaterial')
          ? healthy.error('P2CORE_KEY_MATERIAL_NOT_FOUND')
          : healthy.send(request);
      };
    },
  },
  {
    name: 'refuses the bare array as content of DELETE',
    clause: 'R32',
    caughtBy: 'deleteKeyMaterial/bare-array',
    fault: on(
      'deleteKeyMaterial',
      refuses('P2CORE_BAD_REQUEST', (request) => Array.isArray(valueIn(request))),
    ),
  },
  {
    name: 'answers 404 where there is no key material to delete',
    clause: 'R32',
    caughtBy: 'deleteKeyMaterial/of-nothing',
    fault: on('deleteKeyMaterial', () => async (request, healthy) => {
      const asked = { ...request, method: 'GET' };
      const numbers = valueIn(request);
      const found = await healthy.send(
        Array.isArray(numbers) ? withMembers(asked, { serial_numbers: numbers }) : asked,
      );
      return errorIn(found)?.error === 'P2CORE_KEY_MATERIAL_NOT_FOUND'
        ? found
        : healthy.send(request);
    }),
  },
  {
    name: 'deletes the key material of both query and content, where they differ',
    clause: 'R3',
    caughtBy: 'deleteKeyMaterial/query-and-body-differ',
    fault: on('deleteKeyMaterial', requests(asksForBoth)),
  },
  {
    name: 'deletes no key material',
    clause: 'R32',
    caughtBy: 'deleteKeyMaterial/takes-it-away',
    fault: on('deleteKeyMaterial', onlySays(204)),
  },
  {
    name: 'sends no X-Max-Payload-Size',
    clause: 'R33',
    caughtBy: 'getKeyMaterialLimit/says-the-limit',
    fault: on('getKeyMaterialLimit', sends({ 'X-Max-Payload-Size': undefined })),
  },
  {
    name: 'answers a preflight with GET as the only allowed method',
    clause: 'R33',
    caughtBy: 'getKeyMaterialLimit/serves-preflight',
    fault: where(
      (request) => request.headers.has('Access-Control-Request-Method'),
      sends({ 'Access-Control-Allow-Methods': 'GET' }),
    ),
  },
];
