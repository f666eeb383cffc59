import type { Element } from '../der/read-der.js';
import { tag as tags } from '../der/tags.js';
import { demand, strict } from '../errors.js';

/**
 * Reads a Time of RFC 5280 section 4.1.2.5: UTCTime to 2049, GeneralizedTime from 2050, in `Z`, with seconds and
 * without fractions.
 *
 * @returns seconds since the epoch
 * @throws {IdCertError} `malformed`
 */
export function readTime({ tag, content }: Element, label: 'notBefore' | 'notAfter'): number {
  const rule = `${label} must be a UTCTime to 2049 or a GeneralizedTime from 2050, in Z and to the second`;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
  const isUtcTime = tag === tags.utcTime;
  strict(isUtcTime || tag === tags.generalizedTime, rule, 'it is another type');
  strict((isUtcTime ? /^\d{12}Z$/ : /^\d{14}Z$/).test(text), rule, JSON.stringify(text));
  const date = isUtcTime ? `${text < '5' ? '20' : '19'}${text}` : text;
  strict(isUtcTime || date >= '2050', rule, JSON.stringify(text));
  const iso = date.replace(/^(....)(..)(..)(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6.000Z');
  const milliseconds = Date.parse(iso);
  const isReal = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === iso;
  strict(isReal, rule, `${JSON.stringify(text)} is no date`);
  demand(milliseconds >= 0, `${label} must not be before 1970`);
  return milliseconds / 1000;
}
