import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  Certificate,
  id_ce_authorityKeyIdentifier,
  id_ce_subjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import { defineCase } from '../../catalogue/case.js';
import { expectEqual } from '../../check/expect.js';

export default defineCase({
  title: 'issues an ID-Cert without key identifiers',
  level: 'MUST',
  basis: ['R29'],
  needs: ['registration'],
  effect: 'changes',
  async run(context) {
    const { idCert } = await context.enrolment.newSession(context);
    const { raw } = new X509Certificate(idCert);
    const { extensions = [] } = AsnConvert.parse(raw, Certificate).tbsCertificate;
    const identifiers = Array.from(extensions, ({ extnID }) => extnID).filter((id) =>
      [id_ce_authorityKeyIdentifier, id_ce_subjectKeyIdentifier].includes(id),
    );
    expectEqual(identifiers, [], 'the key identifiers');
  },
});
