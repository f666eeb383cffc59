import { defineCase } from '../../case.js';
import { expectEqual } from '../../expect.js';
import { lookUpServer } from '../../look-ups.js';

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
