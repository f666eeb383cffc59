import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'names its own domain in its certificate, most significant component first',
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    const { domain } = context;
    const { idCert, answer } = await lookUpServer(context);
    expectEqual(idCert.domain, domain.toLowerCase(), 'the domain', answer);
  },
});
