import { describe, expectEqual, expectThat } from '../check/expect.js';
import { type Derivation, deriveCase } from './derive-case.js';
import { demandsOf, expectPlainStatus, isRefused, sendPlain } from './plain-request.js';

/** Header fields whose values differ between two equal answers. */
const changing = /^RateLimit/;

/** HEAD has GET's answer without the content (R21). */
export const head: Derivation = (operation) =>
  operation.method !== 'GET'
    ? []
    : [
        deriveCase(operation, 'head', {
          title: 'answers HEAD as GET, without the content',
          basis: ['R21'],
          ...demandsOf(operation),
          async run(context) {
            const asked = await sendPlain(context, operation, { method: 'HEAD' });
            const got = await sendPlain(context, operation);
            if (!isRefused(operation)) expectPlainStatus(operation, asked);
            expectThat(asked.octets.length === 0, 'no content', describe(asked), asked);
            expectEqual(asked.status, got.status, 'the status of GET,', asked);
            const declared = Object.keys(operation.responses[got.status]?.headers ?? {});
            for (const name of ['Content-Type', ...declared]) {
              if (changing.test(name)) continue;
              const [one, other] = [asked.headers.get(name), got.headers.get(name)];
              expectEqual(one, other, `as for GET, ${name}`, asked);
            }
          },
        }),
      ];
