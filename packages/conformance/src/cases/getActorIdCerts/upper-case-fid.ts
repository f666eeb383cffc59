import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { lookUpActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'finds an actor by a Federation ID in any case',
  level: 'MUST',
  basis: ['page'],
  needs: ['actor'],
  async run(context) {
    const plain = await lookUpActor(context);
    const fid = context.actor.fid.toUpperCase();
    const { answer, listed } = await lookUpActor(context, { path: { fid } });
    expectEqual(listed, plain.listed, 'the same ID-Certs', answer);
  },
});
