import { defineCase } from '../../catalogue/case.js';
import { expectStatus } from '../../check/expect.js';
import { identify } from '../../steps/identify.js';

const written: readonly ((pem: string) => string)[] = [
  (pem) => pem.replaceAll('\n', '\r\n'),
  (pem) => `text in front of it\n${pem}\n\n`,
];

export default defineCase({
  title: 'accepts an ID-Cert with CR LF, or with text before it',
  level: 'MUST',
  basis: ['R20', 'R38'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { token: _token, idCert, keyPair } = await context.enrolment.newSession(context);
    for (const write of written) {
      expectStatus(await identify(context, { idCert: write(idCert), keyPair }), 201);
    }
  },
});
