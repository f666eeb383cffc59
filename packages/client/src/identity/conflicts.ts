import { type IdCert, IdCertError } from '@p2core/id-cert';

/**
 * Checks the rules that concern several certificates of one actor: serial numbers are unique at a home server, and no
 * two valid certificates share a session.
 *
 * @returns a function that gives the error of a certificate that breaks one
 */
export function conflictsAmong(
  idCerts: readonly (IdCert & { invalidated: boolean })[],
): (idCert: IdCert & { invalidated: boolean }) => IdCertError | undefined {
  const serialNumbers = countBy(idCerts, ({ serialNumber }) => serialNumber);
  const sessions = countBy(
    idCerts.filter(({ invalidated }) => !invalidated),
    ({ sessionId }) => sessionId,
  );
  return ({ serialNumber, sessionId, invalidated }) => {
    if ((serialNumbers.get(serialNumber) ?? 0) > 1) {
      return new IdCertError('untrusted', 'the serial number must be unique at its home server');
    }
    return !invalidated && (sessions.get(sessionId) ?? 0) > 1
      ? new IdCertError('untrusted', 'two valid certificates must not share a session')
      : undefined;
  };
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
