import {
  confuses,
  errorsWith,
  on,
  onError,
  refuses,
  requests,
  says,
  values,
  where,
} from './harness/faults.js';
import { keyPackageSuitesIn } from './harness/issued.js';
import { tokenOf, valueIn, withContent } from './harness/message.js';
import { isFor } from './harness/operations.js';
import type { WrongServer } from './wrong-server.js';

const additions: readonly WrongServer[] = [
  {
    name: 'stores all uploaded KeyPackages but the last',
    clause: 'R34',
    caughtBy: 'addKeyPackages/happy',
    fault: requests((request) => {
      const list = valueIn(request);
      return Array.isArray(list) && list.length > 1
        ? withContent(request, JSON.stringify(list.slice(0, -1)))
        : request;
    }),
  },
  {
    name: 'refuses a KeyPackage without details',
    clause: 'R34',
    caughtBy: 'addKeyPackages/broken-signature',
    fault: errorsWith((error) => ({ ...error, details: undefined })),
  },
  {
    name: 'accepts an expired KeyPackage',
    clause: 'R34',
    caughtBy: 'addKeyPackages/expired',
    fault: onError('P2CORE_BAD_REQUEST', says(201)),
  },
  {
    name: 'accepts a KeyPackage with one key for two purposes',
    clause: 'R34',
    caughtBy: 'addKeyPackages/one-key-for-both',
    fault: onError('P2CORE_BAD_REQUEST', says(201)),
  },
  {
    name: 'accepts the same KeyPackage twice in one array',
    clause: 'R34',
    caughtBy: 'addKeyPackages/same-twice',
    fault: onError('P2CORE_KEY_PACKAGE_KNOWN', says(201)),
  },
  {
    name: 'checks the owner of KeyPackages before their signatures',
    clause: 'R34',
    caughtBy: 'addKeyPackages/broken-before-another-sessions',
    fault: confuses('P2CORE_BAD_REQUEST', 'P2CORE_KEY_PACKAGE_MISMATCH'),
  },
  {
    name: 'accepts an empty array of KeyPackages',
    clause: 'R34',
    caughtBy: 'addKeyPackages/number',
    fault: where(
      ({ content }) => String(content) === '[]',
      onError('P2CORE_BAD_REQUEST', says(201)),
    ),
  },
  {
    name: 'answers 400 in place of 409 to a known KeyPackage',
    clause: 'R34',
    caughtBy: 'addKeyPackages/known',
    fault: confuses('P2CORE_KEY_PACKAGE_KNOWN', 'P2CORE_BAD_REQUEST'),
  },
  {
    name: 'answers 401 to a foreign session that uploads KeyPackages',
    clause: 'R25',
    caughtBy: 'addKeyPackages/of-a-foreign-session',
    fault: confuses('P2CORE_NOT_HOME', 'P2CORE_UNAUTHORIZED'),
  },
  {
    name: 'accepts the KeyPackages of another session',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-another-session',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(201)),
  },
  {
    name: 'does not verify the signature of a leaf node',
    clause: 'R34',
    caughtBy: 'addKeyPackages/broken-leaf-signature',
    fault: onError('P2CORE_BAD_REQUEST', says(201)),
  },
  {
    name: 'accepts a KeyPackage of any cipher suite',
    clause: 'R34',
    caughtBy: 'addKeyPackages/other-cipher-suite',
    fault: onError('P2CORE_BAD_REQUEST', (answer, request, healthy) =>
      keyPackageSuitesIn(request).includes(2) ? says(201)(answer, request, healthy) : answer,
    ),
  },
  {
    name: "accepts only one of Ed25519's cipher suites",
    clause: 'R34',
    caughtBy: 'addKeyPackages/other-suite-of-its-key',
    fault: refuses('P2CORE_BAD_REQUEST', (request) => keyPackageSuitesIn(request).includes(3)),
  },
  {
    name: 'accepts octets after a KeyPackage',
    clause: 'R34',
    caughtBy: 'addKeyPackages/octet-behind',
    fault: onError('P2CORE_BAD_REQUEST', says(201)),
  },
  {
    name: 'does not check the credential of a KeyPackage',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-another-credential',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(201)),
  },
  {
    name: 'accepts a basic credential',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-a-basic-credential',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(201)),
  },
  {
    name: 'answers 400 in place of 403 to a KeyPackage with another signature key',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-another-signature-key',
    fault: confuses('P2CORE_KEY_PACKAGE_MISMATCH', 'P2CORE_BAD_REQUEST'),
  },
  {
    name: 'accepts a KeyPackage for a former certificate of the session',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-the-former-certificate',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(201)),
  },
  {
    name: 'stores the good KeyPackages of an array that it refuses',
    clause: 'R34',
    caughtBy: 'addKeyPackages/refused-adds-nothing',
    fault: onError('P2CORE_BAD_REQUEST', async (answer, request, healthy) => {
      for (const one of [valueIn(request)].flat()) {
        await healthy.send(withContent(request, JSON.stringify([one])));
      }
      return answer;
    }),
  },
  {
    name: 'compares init_keys within a session only',
    clause: 'R34',
    caughtBy: 'addKeyPackages/known-of-another-session',
    fault: () => {
      const brought = new Set<unknown>();
      const takes = onError('P2CORE_KEY_PACKAGE_KNOWN', says(201))();
      return (request, healthy) => {
        if (brought.has(tokenOf(request))) return healthy.send(request);
        brought.add(tokenOf(request));
        return takes(request, healthy);
      };
    },
  },
];

const lastResorts: readonly WrongServer[] = [
  {
    name: 'accepts a known KeyPackage as last resort',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/known',
    fault: onError('P2CORE_KEY_PACKAGE_KNOWN', says(204)),
  },
  {
    name: 'accepts the last resort of another session',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/of-another-session',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(204)),
  },
  {
    name: 'does not verify a last resort',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/broken-signature',
    fault: onError('P2CORE_BAD_REQUEST', says(204)),
  },
  {
    name: "does not verify the signature of a last resort's leaf node",
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/broken-leaf-signature',
    fault: onError('P2CORE_BAD_REQUEST', says(204)),
  },
  {
    name: 'accepts an expired last resort',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/expired',
    fault: onError('P2CORE_BAD_REQUEST', says(204)),
  },
  {
    name: 'accepts a last resort of any cipher suite',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/other-cipher-suite',
    fault: onError('P2CORE_BAD_REQUEST', says(204)),
  },
  {
    name: 'accepts octets after a last resort',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/octet-behind',
    fault: onError('P2CORE_BAD_REQUEST', says(204)),
  },
  {
    name: 'does not check the credential of a last resort',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/of-another-credential',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(204)),
  },
  {
    name: 'answers 400 in place of 403 to a last resort with another signature key',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/of-another-signature-key',
    fault: confuses('P2CORE_KEY_PACKAGE_MISMATCH', 'P2CORE_BAD_REQUEST'),
  },
  {
    name: 'keeps the first last resort of a session',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/replaces',
    fault: () => {
      const first = new Map<unknown, Buffer>();
      return (request, healthy) => {
        const content = first.get(tokenOf(request)) ?? request.content;
        first.set(tokenOf(request), content);
        return healthy.send(withContent(request, content));
      };
    },
  },
  {
    name: 'refuses the current last resort',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/same-again',
    fault: () => {
      const known = new Set<string>();
      return async (request, healthy) => {
        if (known.has(String(request.content))) return healthy.error('P2CORE_KEY_PACKAGE_KNOWN');
        known.add(String(request.content));
        return healthy.send(request);
      };
    },
  },
];

/** Faults in the upload of KeyPackages. */
export const publishing: readonly WrongServer[] = [
  {
    name: 'deletes the last resort when it refuses a new one',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/refused-changes-nothing',
    fault: () => {
      let hasRefused = false;
      const forgets = values(() => [])();
      return async (request, healthy) => {
        if (isFor(request, 'getKeyPackages') && hasRefused) return forgets(request, healthy);
        const answer = await healthy.send(request);
        hasRefused ||= isFor(request, 'replaceLastResortKeyPackage') && answer.status === 400;
        return answer;
      };
    },
  },
  ...additions.map((wrong) => ({ ...wrong, fault: on('addKeyPackages', wrong.fault) })),
  ...lastResorts.map((wrong) => ({
    ...wrong,
    fault: on('replaceLastResortKeyPackage', wrong.fault),
  })),
  {
    name: 'accepts the init_key of a KeyPackage that it has given out',
    clause: 'R34',
    caughtBy: 'addKeyPackages/known-after-it-was-given',
    fault: () => {
      let hasGiven = false;
      const forgets = onError('P2CORE_KEY_PACKAGE_KNOWN', (answer, ...rest) =>
        hasGiven ? says(201)(answer, ...rest) : answer,
      )();
      return (request, healthy) => {
        hasGiven ||= isFor(request, 'getKeyPackages');
        return forgets(request, healthy);
      };
    },
  },
  {
    name: 'accepts a given-out KeyPackage again, but refuses another with its init_key',
    clause: 'R34',
    caughtBy: 'addKeyPackages/known-after-it-was-given',
    fault: () => {
      const given = new Set<unknown>();
      return async (request, healthy) => {
        const answer = await healthy.send(request);
        if (isFor(request, 'getKeyPackages') && answer.status === 200) {
          for (const one of [valueIn(answer)].flat()) given.add(one);
        }
        const isAgain = [valueIn(request)].flat().every((one) => given.has(one));
        return isFor(request, 'addKeyPackages') && answer.status === 409 && isAgain
          ? says(201)(answer, request, healthy)
          : answer;
      };
    },
  },
  {
    name: 'gives the last resort only once',
    clause: 'R17',
    caughtBy: 'replaceLastResortKeyPackage/happy',
    fault: on('getKeyPackages', () => {
      const given = new Set<string>();
      return values((list: string[]) => {
        const left = list.filter((one) => !given.has(one));
        for (const one of left) given.add(one);
        return left;
      })();
    }),
  },
];
