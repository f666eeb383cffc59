import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';
import { readActor } from '../../steps/look-up.js';

export default defineCase({
  title: 'gives each ID-Cert of any actor a unique serial number',
  level: 'MUST',
  basis: ['page'],
  needs: ['actor', 'otherActor'],
  async run(context) {
    const { idCerts } = await readActor(context);
    const fid = context.fixture.otherActor?.fid ?? '';
    const other = await readActor(context, { path: { fid } });
    const all = [...idCerts, ...other.idCerts].map(({ serialNumber }) => serialNumber);
    expectEqual(new Set(all).size, all.length, 'the number of serial numbers', other.answer);
  },
});
