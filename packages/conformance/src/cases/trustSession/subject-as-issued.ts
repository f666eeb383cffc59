import { defineCase } from '../../catalogue/case.js';
import { readActorIdCert } from '../../certificates/actor-id-cert.js';
import { attribute, domainComponents, nameOf } from '../../certificates/forge.js';
import { sameName } from '../../certificates/name.js';
import { expectThat } from '../../check/expect.js';

export default defineCase({
  title: 'issues the local part as CN, the session ID as IA5String, and nothing besides',
  level: 'MUST',
  basis: ['R29'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { idCert, fid, id } = await context.enrolment.newSession(context);
    const expected = nameOf([
      ...domainComponents(fid),
      attribute('UID', { utf8String: fid }),
      attribute('CN', { utf8String: fid.split('@')[0] ?? '' }),
      attribute('uniqueIdentifier', { ia5String: id }),
    ]);
    const { subject } = readActorIdCert(idCert);
    expectThat(sameName(subject, expected), 'the subject of the profile', 'another one');
  },
});
