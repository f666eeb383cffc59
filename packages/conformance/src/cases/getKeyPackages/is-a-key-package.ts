import { defineCase } from '../../catalogue/case.js';
import { expectEqual, expectThat } from '../../check/expect.js';
import type { Answer } from '../../http/answer.js';
import { type KeyPackage, mls10, readKeyPackage } from '../../mls/read-key-package.js';
import { Failure } from '../../run/failure.js';
import { takeFresh } from '../../steps/take-key-packages.js';

export default defineCase({
  title: 'gives KeyPackages of RFC 9420, TLS-serialised, in Base64, that may still be used',
  level: 'MUST',
  basis: ['R17'],
  needs: ['keyPackages', 'actor'],
  effect: 'changes',
  async run(context) {
    for (const { answer, keyPackages } of await takeFresh(context, 1)) {
      for (const one of keyPackages) {
        expectThat(/^[A-Za-z0-9+/]+={0,2}$/.test(one), 'Base64', one.slice(0, 40), answer);
        const { version, notAfter } = read(one, answer);
        expectEqual(version, mls10, 'version', answer);
        const at = new Date(notAfter * 1000).toISOString();
        expectThat(
          notAfter >= context.now(),
          'one that has not expired',
          `one until ${at}`,
          answer,
        );
      }
    }
  },
});

function read(keyPackage: string, answer: Answer): KeyPackage {
  try {
    return readKeyPackage(Buffer.from(keyPackage, 'base64'));
  } catch (error) {
    throw new Failure('a KeyPackage of RFC 9420', (error as Error).message, answer);
  }
}
