import type { InspectedCert } from './inspect';

/** A moment on the axis, in seconds since the epoch. */
interface Moment {
  at: number;
  words: string;
}

/** A certificate's bar, in columns of the axis. A part without length is `undefined`. */
interface Bar {
  cert: InspectedCert;
  valid: [from: number, to: number] | undefined;
  invalidated: [from: number, to: number] | undefined;
}

/** The moments in order, at equal distances, because spans range from seconds to years. */
export interface TimeLine {
  moments: Moment[];
  now: number;
  bars: Bar[];
}

/** Places certificates on an axis of the moments at which a validity begins or ends. */
export function timeLine(certificates: readonly InspectedCert[], now: number): TimeLine {
  const read = certificates.flatMap((cert) => (cert.idCert ? [{ cert, idCert: cert.idCert }] : []));
  const times = read.flatMap(({ cert, idCert }) => [
    idCert.notBefore,
    idCert.notAfter,
    endOf(cert, idCert.notAfter),
  ]);
  const moments = [...new Set([...times, now])].sort((one, other) => one - other);
  const column = (at: number) => moments.indexOf(at) + 1;
  const span = (from: number, to: number): [number, number] | undefined =>
    from < to ? [column(from), column(to)] : undefined;
  return {
    moments: moments.map((at) => ({ at, words: at === now ? 'now' : relative(at - now) })),
    now: column(now),
    bars: read.map(({ cert, idCert }) => {
      const end = endOf(cert, idCert.notAfter);
      return {
        cert,
        valid: span(idCert.notBefore, end),
        invalidated: span(end, idCert.notAfter),
      };
    }),
  };
}

/** When the validity ended. If the server does not say when it invalidated the certificate: its beginning. */
function endOf(cert: InspectedCert, notAfter: number): number {
  if (!cert.invalidated) return notAfter;
  return Math.min(notAfter, cert.invalidatedAt ?? cert.idCert?.notBefore ?? notAfter);
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

function relative(seconds: number): string {
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en', { numeric: 'always' }).format(
    Math.round(seconds / length),
    unit,
  );
}
