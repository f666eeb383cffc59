import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { Skip } from '../../run/failure.js';
import { readActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'lists the oldest ID-Cert first',
  level: 'MUST',
  basis: ['R7'],
  needs: ['actor'],
  async run(context) {
    const { answer, idCerts } = await readActor(context);
    const times = idCerts.map(({ notBefore }) => notBefore);
    if (new Set(times).size < 2) throw new Skip('all ID-Certs of the actor begin in one second');
    expectEqual(
      times,
      times.toSorted((a, b) => a - b),
      'the beginnings',
      answer,
    );
  },
});
