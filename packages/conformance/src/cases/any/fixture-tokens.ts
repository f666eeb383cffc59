import { defineCase } from '../../catalogue/case.js';
import { describe } from '../../check/expect.js';
import { Failure } from '../../run/failure.js';

export default defineCase({
  title: 'accepts the tokens of the fixture',
  level: 'MUST',
  basis: ['page'],
  async run({ survey }) {
    const [first] = survey.refused;
    if (first === undefined) return;
    const [, answer] = first;
    const names = [...survey.refused.keys()].join(', ');
    throw new Failure(`a token that is accepted, of ${names}`, describe(answer), answer);
  },
});
