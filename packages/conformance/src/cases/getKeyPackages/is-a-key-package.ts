import { defineCase } from '../../case.js';
import { expectEqual, expectThat } from '../../expect.js';
import { Failure } from '../../failure.js';
import { takeFresh } from '../../key-packages.js';
import { mls10, readKeyPackage } from '../../mls/read-key-package.js';

export default defineCase({
  title: 'gives KeyPackages of RFC 9420, TLS-serialised, in Base64',
  level: 'MUST',
  basis: ['R17'],
  needs: ['keyPackages', 'actor'],
  effect: 'changes',
  async run(context) {
    const [{ answer, keyPackage } = undefined as never] = await takeFresh(context, 1);
    expectThat(
      /^[A-Za-z0-9+/]+={0,2}$/.test(keyPackage),
      'Base64',
      keyPackage.slice(0, 40),
      answer,
    );
    try {
      expectEqual(
        readKeyPackage(Buffer.from(keyPackage, 'base64')).version,
        mls10,
        'version',
        answer,
      );
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure('a KeyPackage of RFC 9420', (error as Error).message, answer);
    }
  },
});
