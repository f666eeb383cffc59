/**
 * An ID-Cert with this serial number was recorded for the actor before: for another session, for this one but replaced
 * since, or with another content. A home server numbers each certificate differently, and one that was invalidated
 * stays so. Nothing was changed.
 */
export class IdCertRecordedError extends Error {
  override readonly name = 'IdCertRecordedError';

  constructor(fid: string, serialNumber: string) {
    super(`an ID-Cert of ${fid} with the serial number ${serialNumber} was recorded before`);
  }
}
