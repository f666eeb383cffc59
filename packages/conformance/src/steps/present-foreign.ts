import { type ActorIdCert, readActorIdCert } from '../certificates/actor-id-cert.js';
import { CertificateError } from '../certificates/certificate-error.js';
import type { Answer } from '../http/answer.js';
import type { CaseContext } from '../run/case-context.js';
import { Skip } from '../run/failure.js';
import { update } from './identify.js';

/** Presents the ID-Cert of the fixture's foreign session, altered by `alter`, as that session's new one. */
export async function presentForeign(
  context: CaseContext,
  alter: (idCert: ActorIdCert & { pem: string }) => string = ({ pem }) => pem,
): Promise<Answer> {
  const { foreignSession } = context.fixture;
  if (foreignSession === undefined) throw new Skip('the fixture gives no foreignSession');
  const { idCert: pem } = foreignSession;
  return update(context, foreignSession, { idCert: alter({ ...read(pem), pem }) });
}

function read(pem: string): ActorIdCert {
  try {
    return readActorIdCert(pem);
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new Skip(`the fixture's foreignSession has no usable idCert: ${error.message}`);
  }
}
