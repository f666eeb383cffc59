import { operations } from '@p2core/types';
import { document } from '@p2core/types/document';
import type { BenchRequest } from '../measure/load.js';

type OperationId = keyof typeof operations;

/** The actor who asks, and whom the requests are about. */
interface Asker {
  readonly fid: string;
  readonly token: string;
  readonly adminToken: string;
  /** The ID-Cert of its session, PEM. */
  readonly idCert: string;
}

/** The octets of a request target: Node refuses larger heads, and header fields need some room. */
const longestTarget = 8000;

/** JSON of this many octets that is slow to read, by name. */
const jsonContents: Record<string, (octets: number) => string> = {
  'a long string': (octets) => `{"timestamp":"${'1'.repeat(octets - 16)}"}`,
  'many members': (octets) => {
    const members = Array.from({ length: Math.floor(octets / 12) }, (_, index) => `"k${index}":0`);
    return `{${members.join(',')}}`.slice(0, octets);
  },
  'deep arrays': (octets) => {
    const depth = Math.floor((octets - 10) / 2);
    return `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  },
};

/** Certificates of this many octets that are slow to read, by name. */
const pemContents: Record<string, (octets: number, idCert: string) => string> = {
  'text in front': (octets, idCert) =>
    `${'text\n'.repeat(Math.floor((octets - idCert.length) / 5))}${idCert}`,
  'many elements': (octets) => pem(elements(Math.floor(octets * 0.7))),
  'many elements in 8 KiB': () => pem(elements(8 * 1024)),
  'a long OID': (octets) => pem(longOid(Math.floor(octets * 0.7))),
  'a long OID in 8 KiB': () => pem(longOid(8 * 1000)),
};

/** The largest request of each kind that each operation takes, by name. The server may refuse it. */
export function largestRequests(asker: Asker): Map<string, BenchRequest> {
  const requests = new Map<string, BenchRequest>();
  for (const [id, operation] of Object.entries(operations)) {
    const request = plainRequest(id as OperationId, asker);
    requests.set(`${id}, a long target`, {
      ...request,
      path: `${request.path}?timestamp=1&x=${'%41'.repeat(longestTarget / 3)}`,
    });
    if (operation.requestBody === null) continue;
    const { maxContentLength } = operation.requestBody;
    for (const [kind, body] of contentsOf(id as OperationId, maxContentLength, asker.idCert)) {
      const type = body.startsWith('{') ? 'application/json' : 'text/plain';
      const headers = { ...request.headers, 'Content-Type': type };
      requests.set(`${id}, ${kind}`, { ...request, headers, body });
    }
  }
  return requests;
}

function contentsOf(id: OperationId, octets: number, idCert: string): [string, string][] {
  return id === 'updateSessionIdCert'
    ? Object.entries(pemContents).map(([kind, make]) => [kind, make(octets, idCert)])
    : Object.entries(jsonContents).map(([kind, make]) => [kind, make(octets)]);
}

function plainRequest(id: OperationId, { fid, token, adminToken }: Asker): BenchRequest {
  const { method, path } = operations[id];
  const bearer = id === 'rotateServerIdentityKey' ? adminToken : token;
  return {
    method,
    path: path.replace('{fid}', fid),
    headers: needsToken(path, method) ? { Authorization: `Bearer ${bearer}` } : {},
    status: undefined,
  };
}

function needsToken(path: string, method: string): boolean {
  const paths = document.paths as Record<string, Record<string, { security?: unknown[] }>>;
  return (paths[path]?.[method.toLowerCase()]?.security?.length ?? 0) > 0;
}

/** A SEQUENCE of empty SEQUENCEs, DER. */
function elements(octets: number): Buffer {
  return tagged(0x30, Buffer.from('3000'.repeat(Math.floor(octets / 2)), 'hex'));
}

/** The beginning of a certificate, DER. Its signature algorithm is an OID with one arc of this many octets. */
function longOid(octets: number): Buffer {
  const oid = Buffer.alloc(octets, 0xff);
  oid[0] = 0x2a;
  oid[octets - 1] = 0x7f;
  const version = Buffer.from('a003020102', 'hex');
  const serialNumber = Buffer.from('020101', 'hex');
  const algorithm = tagged(0x30, tagged(0x06, oid));
  return tagged(0x30, tagged(0x30, Buffer.concat([version, serialNumber, algorithm])));
}

function tagged(tag: number, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const needed = length.subarray(length.findIndex((octet) => octet !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | needed.length]), needed, content]);
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
