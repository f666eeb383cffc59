/** Reads the ID-Cert that a session presents in a request. */
import type { TBSCertificate } from '@peculiar/asn1-x509';
import { type AttributeLabel, valuesOf } from '../../../src/certificates/name.js';
import type { NewFault } from '../wrong-server.js';
import { tbsOf } from './certificates.js';
import { errorIn } from './faults.js';
import { isList, rowsOf, withRows } from './listed.js';
import { filtersOf, type Request, valueIn } from './message.js';
import { isFor } from './operations.js';
import { askerOf } from './sessions.js';

/** Whether an ID-Cert is presented in a request. */
export function isPresented(request: Request): boolean {
  return isFor(request, 'updateSessionIdCert');
}

/** The text in a request where the PEM belongs. */
export function pemIn(request: Request): string {
  return String(valueIn(request));
}

/** Reads the first certificate in it; `undefined` where there is none. */
export function tbsIn(request: Request): TBSCertificate | undefined {
  try {
    return tbsOf(pemIn(request));
  } catch {
    return undefined;
  }
}

/** The value of a subject's attribute. */
export function subjectValue(
  subject: TBSCertificate['subject'],
  label: Exclude<AttributeLabel, 'DC'>,
): string | undefined {
  const [value] = valuesOf(subject, label);
  return value?.utf8String ?? value?.printableString ?? value?.ia5String;
}

/** Refuses an ID-Cert, and yet lists it as the session's. */
export const keepsRefused: NewFault = () => {
  const kept = new Map<string, string>();
  return async (request, healthy) => {
    const answer = await healthy.send(request);
    if (isPresented(request) && errorIn(answer)?.error === 'P2CORE_ID_CERT_UNTRUSTED') {
      kept.set(askerOf(request, healthy)?.id ?? '', pemIn(request));
    }
    const pem = kept.get(String(filtersOf(request).session_id));
    if (pem === undefined || !isFor(request, 'getActorIdCerts') || !isList(answer)) return answer;
    const rows = rowsOf(answer);
    return withRows(answer, [
      ...rows.map((row) => ({ ...row, invalidated: true })),
      ...rows.slice(-1).map((row) => ({ ...row, idcerts: pem })),
    ]);
  };
};
