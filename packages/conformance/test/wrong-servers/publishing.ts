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
    name: 'forgets the last of the KeyPackages that are brought',
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
    name: 'does not say which KeyPackage is broken',
    clause: 'R34',
    caughtBy: 'addKeyPackages/broken-signature',
    fault: errorsWith((error) => ({ ...error, details: undefined })),
  },
  {
    name: 'takes a KeyPackage that has expired',
    clause: 'R34',
    caughtBy: 'addKeyPackages/expired',
    fault: onError('P2CORE_BAD_REQUEST', says(201)),
  },
  {
    name: 'takes a KeyPackage that has one key for two purposes',
    clause: 'R34',
    caughtBy: 'addKeyPackages/one-key-for-both',
    fault: onError('P2CORE_BAD_REQUEST', says(201)),
  },
  {
    name: 'takes the same KeyPackage twice in one array',
    clause: 'R34',
    caughtBy: 'addKeyPackages/same-twice',
    fault: onError('P2CORE_KEY_PACKAGE_KNOWN', says(201)),
  },
  {
    name: 'looks whose KeyPackages are before it looks whether they are sound',
    clause: 'R34',
    caughtBy: 'addKeyPackages/broken-before-another-sessions',
    fault: confuses('P2CORE_BAD_REQUEST', 'P2CORE_KEY_PACKAGE_MISMATCH'),
  },
  {
    name: 'takes an empty array of KeyPackages',
    clause: 'R34',
    caughtBy: 'addKeyPackages/number',
    fault: where(
      ({ content }) => String(content) === '[]',
      onError('P2CORE_BAD_REQUEST', says(201)),
    ),
  },
  {
    name: 'answers 400 to a KeyPackage that was brought before',
    clause: 'R34',
    caughtBy: 'addKeyPackages/known',
    fault: confuses('P2CORE_KEY_PACKAGE_KNOWN', 'P2CORE_BAD_REQUEST'),
  },
  {
    name: 'answers 401 to a foreign session that brings KeyPackages',
    clause: 'R25',
    caughtBy: 'addKeyPackages/of-a-foreign-session',
    fault: confuses('P2CORE_NOT_HOME', 'P2CORE_UNAUTHORIZED'),
  },
  {
    name: 'takes the KeyPackages of another session',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-another-session',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(201)),
  },
  {
    name: 'looks at the signature of a KeyPackage and not at that of its leaf node',
    clause: 'R34',
    caughtBy: 'addKeyPackages/broken-leaf-signature',
    fault: onError('P2CORE_BAD_REQUEST', says(201)),
  },
  {
    name: 'takes a KeyPackage of any cipher suite',
    clause: 'R34',
    caughtBy: 'addKeyPackages/other-cipher-suite',
    fault: onError('P2CORE_BAD_REQUEST', (answer, request, healthy) =>
      keyPackageSuitesIn(request).includes(2) ? says(201)(answer, request, healthy) : answer,
    ),
  },
  {
    name: 'takes one cipher suite of Ed25519 and no other',
    clause: 'R34',
    caughtBy: 'addKeyPackages/other-suite-of-its-key',
    fault: refuses('P2CORE_BAD_REQUEST', (request) => keyPackageSuitesIn(request).includes(3)),
  },
  {
    name: 'looks at the beginning of what is a KeyPackage alone',
    clause: 'R34',
    caughtBy: 'addKeyPackages/octet-behind',
    fault: onError('P2CORE_BAD_REQUEST', says(201)),
  },
  {
    name: 'looks at the key of a KeyPackage and not at its credential',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-another-credential',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(201)),
  },
  {
    name: 'takes a name for a credential',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-a-basic-credential',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(201)),
  },
  {
    name: 'says of a KeyPackage with another signature key that it is no KeyPackage',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-another-signature-key',
    fault: confuses('P2CORE_KEY_PACKAGE_MISMATCH', 'P2CORE_BAD_REQUEST'),
  },
  {
    name: 'takes a KeyPackage of any certificate that the session had',
    clause: 'R34',
    caughtBy: 'addKeyPackages/of-the-former-certificate',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(201)),
  },
  {
    name: 'keeps what is good of an array that it refuses',
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
    name: 'knows the init_keys of each session alone',
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
    name: 'takes an ordinary KeyPackage for the last resort as well',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/known',
    fault: onError('P2CORE_KEY_PACKAGE_KNOWN', says(204)),
  },
  {
    name: 'takes the last resort of another session',
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
    name: 'looks at the signature of a last resort and not at that of its leaf node',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/broken-leaf-signature',
    fault: onError('P2CORE_BAD_REQUEST', says(204)),
  },
  {
    name: 'takes a last resort that has expired',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/expired',
    fault: onError('P2CORE_BAD_REQUEST', says(204)),
  },
  {
    name: 'takes a last resort of any cipher suite',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/other-cipher-suite',
    fault: onError('P2CORE_BAD_REQUEST', says(204)),
  },
  {
    name: 'looks at the beginning of what is a last resort alone',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/octet-behind',
    fault: onError('P2CORE_BAD_REQUEST', says(204)),
  },
  {
    name: 'looks at the key of a last resort and not at its credential',
    clause: 'R34',
    caughtBy: 'replaceLastResortKeyPackage/of-another-credential',
    fault: onError('P2CORE_KEY_PACKAGE_MISMATCH', says(204)),
  },
  {
    name: 'says of a last resort with another signature key that it is no KeyPackage',
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
    name: 'refuses the last resort that is set already',
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

/** KeyPackages that are brought. */
export const publishing: readonly WrongServer[] = [
  {
    name: 'throws the last resort away where it refuses a new one',
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
    name: 'forgets the init_key of a KeyPackage that it has given out',
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
    name: 'takes a KeyPackage again that it has given out, but no other one of its init_key',
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
    name: 'gives the last resort once',
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
