import { isIP } from 'node:net';
import { defineCase } from '../../case.js';
import { expectEqual } from '../../expect.js';
import { Skip } from '../../failure.js';
import { lookUpServer } from '../../look-ups.js';

export default defineCase({
  title: 'names its own domain in its certificate, most significant component first',
  level: 'MUST',
  basis: ['contract'],
  async run(context) {
    const { url, domain } = context.fixture;
    if (domain === undefined && isIP(new URL(url).hostname.replace(/^\[|\]$/g, '')) !== 0) {
      throw new Skip('the URL has an IP address for a host, and the fixture gives no domain');
    }
    const { idCert, answer } = await lookUpServer(context);
    expectEqual(idCert.domain, context.domain.toLowerCase(), 'the domain', answer);
  },
});
