import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { lookUpServer } from '../../steps/look-up.js';

export default defineCase({
  title: 'ends the PEM with a line feed, as openssl does',
  level: 'SHOULD',
  basis: ['contract'],
  async run(context) {
    const { pem, answer } = await lookUpServer(context);
    expectThat(
      pem.endsWith('-----\n'),
      'a line feed at the end',
      JSON.stringify(pem.slice(-20)),
      answer,
    );
  },
});
