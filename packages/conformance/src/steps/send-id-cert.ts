import type { TBSCertificate } from '@peculiar/asn1-x509';
import type { CaseDefinition } from '../catalogue/case.js';
import type { Names } from '../certificates/certificate-names.js';
import { forgeIdCert } from '../certificates/forge.js';
import { readPem } from '../certificates/pem.js';
import { expectError, expectThat } from '../check/expect.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';
import { update } from './identify.js';
import { idCertOf } from './look-up.js';

/** Sends a PEM as the new ID-Cert of the fixture's session. */
export async function sendIdCert(context: CaseContext, pem: string): Promise<Answer> {
  return update(context, context.session, { idCert: pem });
}

/** The refusal of an ID-Cert that breaks a rule says which (R20). */
export function expectInvalid(answer: Answer): void {
  expectError(answer, 'P2CORE_INVALID_ID_CERT');
  const { message } = answer.json as { message?: string };
  expectThat(message !== undefined, 'a message that says which rule it breaks', 'none', answer);
}

const refusal = {
  level: 'MUST',
  basis: ['R20'],
  needs: ['actor'],
  effect: 'changes',
} as const;

/**
 * A case: the server refuses an ID-Cert that names the session rightly and breaks one rule. It is made for the purpose;
 * what only the home server could sign is not what is wrong with it first (R20, step 1).
 */
export function refusesForged(
  special: string,
  alter: (tbs: TBSCertificate, names: Names) => void,
): CaseDefinition {
  return {
    ...refusal,
    title: `refuses an ID-Cert ${special}`,
    async run(context) {
      const names = { fid: context.actor.fid, sessionId: context.session.id, now: context.now() };
      const pem = forgeIdCert(names, (tbs) => alter(tbs, names));
      expectInvalid(await sendIdCert(context, pem));
    },
  };
}

/** A case: the server refuses what is made of the session's own, real ID-Cert. */
export function refusesAltered(
  special: string,
  alter: (pem: string, der: Buffer) => string,
): CaseDefinition {
  return {
    ...refusal,
    title: `refuses ${special}`,
    async run(context) {
      const { pem } = await idCertOf(context, context.session);
      expectInvalid(await sendIdCert(context, alter(pem, readPem('CERTIFICATE', pem))));
    },
  };
}

/** A case: the server takes the ID-Cert that the session has already, in this form (R6). */
export function takesOwn(
  special: string,
  form: (pem: string) => { content: string; type?: string },
): CaseDefinition {
  return {
    ...refusal,
    title: `accepts the session's current ID-Cert ${special}`,
    basis: ['R6', 'R20'],
    async run(context) {
      const { pem } = await idCertOf(context, context.session);
      const { content, type } = form(pem);
      const answer = await context.send('updateSessionIdCert', {
        ...{ token: context.session.token, content },
        headers: { 'Content-Type': type },
      });
      expectThat(answer.status === 201, '201', String(answer.status), answer);
    },
  };
}
