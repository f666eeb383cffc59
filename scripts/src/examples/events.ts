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
 * What the laptop missed around the turn of the year 2024: the lost phone's certificate was invalidated, the server
 * replaced its key, the new phone came. The members of `d` are those of the later drafts.
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

/** The invalidated key signs the time and the serial number, one written behind the other. */
function phoneInvalidation() {
  const invalidSince = unixTime(alice.phone.invalidSince);
  const serial = String(alice.phone.idCert.serialNumber);
  const key = privateKey(alice.phone.idCert.keyLabel);
  const signature = sign(null, Buffer.from(`${invalidSince}${serial}`), key).toString('hex');
  return { serial, invalidSince, signature };
}
