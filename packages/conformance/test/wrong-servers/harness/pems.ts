import type { NewFault } from '../wrong-server.js';
import { values } from './faults.js';

/** Changes each PEM in an answer, of a certificate or of a key. */
export function changesPems(change: (pem: string) => string): NewFault {
  const changed = (value: unknown): unknown => {
    if (typeof value === 'string') return value.includes('-----BEGIN ') ? change(value) : value;
    if (Array.isArray(value)) return value.map(changed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changed(one)]));
  };
  return values(changed);
}
