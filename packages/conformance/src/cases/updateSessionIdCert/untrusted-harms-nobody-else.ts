import { defineCase } from '../../catalogue/case.js';
import { validity } from '../../certificates/forge.js';
import { expectError, expectStatus } from '../../check/expect.js';
import { newForeignSession, nextIdCert, update } from '../../steps/identify.js';

/** Seconds since the epoch; the kit's root begins in 2024. */
const beforeTheRoot = Date.UTC(2020, 0) / 1000;

export default defineCase({
  title: 'refuses an ID-Cert older than its home server, and accepts another of that home server',
  level: 'MUST',
  basis: ['R20'],
  needs: ['homeServer'],
  effect: 'changes',
  async run(context) {
    const session = await newForeignSession(context);
    const other = await newForeignSession(context);
    const early = nextIdCert(context, session, {
      alter: (tbs) => {
        tbs.validity = validity(beforeTheRoot, context.now() + 3600);
      },
    });
    expectError(await update(context, session, early), 'P2CORE_ID_CERT_UNTRUSTED');
    expectStatus(await update(context, other, nextIdCert(context, other)), 201);
  },
});
