import { defineCase } from '../../catalogue/case.js';
import { expectThat } from '../../check/expect.js';
import { lookUpServer } from '../../steps/look-up.js';
import { rotate } from '../../steps/rotate.js';

export default defineCase({
  title: 'rotates twice for two simultaneous requests',
  level: 'MUST',
  basis: ['R19'],
  needs: ['administratorToken'],
  effect: 'destroys',
  async run(context) {
    const rotated = await Promise.all([rotate(context), rotate(context)]);
    const [one, two] = rotated.map(({ pem }) => pem);
    expectThat(one !== two, 'two certificates', 'one', rotated[1].answer);
    const { pem, answer } = await lookUpServer(context);
    expectThat(pem === one || pem === two, 'one of the two as the current one', 'another', answer);
  },
});
