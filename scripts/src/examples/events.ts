import { sign } from 'node:crypto';
import { alice, home, unixTime } from './cast.js';
import type { IssuedIdCerts } from './issued.js';
import { privateKey } from './keys.js';

/** A gateway event as ruling R15 shapes it. */
export interface GatewayEvent {
  n: string;
  op: string;
  d: Record<string, unknown>;
  s: string;
}

/**
 * The events that the laptop missed around New Year 2024: the lost phone's certificate was invalidated, the server
 * rotated its key, the new phone was added. The members of `d` are those of R15.
 */
export function makeEvents(idCerts: IssuedIdCerts): GatewayEvent[] {
  return [
    { n: 'core', op: '4', d: phoneInvalidation(), s: '15' },
    {
      n: 'core',
      op: '6',
      d: {
        cert: idCerts.rotatedHome.toString(),
        oldInvalidSince: unixTime(home.rotatedIdCert.notBefore),
      },
      s: '16',
    },
    { n: 'core', op: '3', d: { cert: idCerts.newPhone.toString() }, s: '17' },
  ];
}

/** The invalidated key signs the time followed by the serial number. */
function phoneInvalidation() {
  const invalidSince = unixTime(alice.phone.invalidSince);
  const serial = String(alice.phone.idCert.serialNumber);
  const key = privateKey(alice.phone.idCert.keyLabel);
  const signature = sign(null, Buffer.from(`${invalidSince}${serial}`), key).toString('hex');
  return { serial, invalidSince, signature };
}
