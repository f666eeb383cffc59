import { defineCase } from '../../catalogue/case.js';
import { describe } from '../../check/expect.js';
import { Failure } from '../../run/failure.js';

export default defineCase({
  title: 'asks the home server of the fixture about its actors',
  level: 'MUST',
  basis: ['page'],
  needs: ['homeServer'],
  ofUnaskedHomeServer: true,
  effect: 'changes',
  async run({ fixture, homeServerUnasked }) {
    if (homeServerUnasked === undefined) return;
    const { domain, host, port } = fixture.homeServer ?? {};
    const { answer } = homeServerUnasked;
    throw new Failure(
      `a request to ${host}:${port} for ${domain} (a server may remember for a while that it failed)`,
      `none, and ${describe(answer)}`,
      answer,
    );
  },
});
