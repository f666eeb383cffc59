import type { CaseContext } from './case-context.js';
import { type ActorIdCert, readActorIdCert } from './certificates/actor-id-cert.js';
import { Skip } from './failure.js';
import type { Answer } from './http/answer.js';

/** Sends the ID-Cert of the fixture's foreign session, or what `alter` makes of it, as that session's new one. */
export async function presentForeign(
  { send, fixture }: CaseContext,
  alter: (idCert: ActorIdCert & { pem: string }) => string = ({ pem }) => pem,
): Promise<Answer> {
  const { foreignSession } = fixture;
  if (foreignSession === undefined) throw new Skip('the fixture gives no foreignSession');
  const { token, idCert: pem } = foreignSession;
  return send('updateSessionIdCert', {
    token,
    content: alter({ ...readActorIdCert(pem), pem }),
    headers: { 'Content-Type': 'application/x-pem-file' },
  });
}
