import { type AddressInfo, createServer, type Socket } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A request that the hostile server got. */
export interface Seen {
  /** The misbehaviour that the request named: the first segment of the path. */
  trick: string;
  method: string;
  authorization: string | undefined;
  content: string;
}

/** A server that misbehaves in the way that the first segment of the path names. */
export interface HostileServer {
  url: string;
  /** The requests since the last call, without preflights. */
  takeSeen(): Seen[];
  /** How many octets it sent on its last endless answer. */
  endlesslySent(): number;
  stop(): Promise<void>;
}

const pem = '-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n';
const json = 'Content-Type: application/json';
const cors = 'Access-Control-Allow-Origin: *\r\nAccess-Control-Expose-Headers: *';

const challenge = JSON.stringify({ challenge: 'a'.repeat(32), expires: 1620000300 });

type Trick = (socket: Socket, request: { authorization: string; url: string }) => void;

/** A complete answer. Its Content-Length is right unless `headers` gives another. */
function answer(status: string, headers: string[], content: string | Buffer = ''): Buffer {
  const lengths = headers.some((line) => /^(content-length|transfer-encoding):/i.test(line))
    ? []
    : [`Content-Length: ${Buffer.byteLength(content)}`];
  const head = [`HTTP/1.1 ${status}`, cors, ...lengths, ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), Buffer.from(content)]);
}

const always =
  (...args: Parameters<typeof answer>): Trick =>
  (socket) =>
    socket.write(answer(...args));

const thenClose =
  (...args: Parameters<typeof answer>): Trick =>
  (socket) =>
    socket.end(answer(...args));

const zeros = Buffer.alloc(2 ** 28);
const gzipBomb = gzipSync(zeros, { level: 1 });
const brotliBomb = brotliCompressSync(zeros, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 2 },
});

let sentWithoutEnd = 0;

function endless(head: Buffer, chunk: string): Trick {
  return (socket) => {
    sentWithoutEnd = 0;
    socket.write(head);
    const pump = () => {
      while (!socket.destroyed) {
        sentWithoutEnd += chunk.length;
        if (!socket.write(chunk)) return void socket.once('drain', pump);
      }
    };
    pump();
  };
}

function drip(first: Buffer | string, octet: string): Trick {
  return (socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(octet), 20);
    socket.on('close', () => clearInterval(timer));
  };
}

const chunkOfZeros = `10000\r\n${'0'.repeat(0x10000)}\r\n`;

function tricks(elsewhere: string): Record<string, Trick> {
  const redirect = (status: string, location: string) =>
    always(status, [`Location: ${location}`], '');
  return {
    right: always('200 OK', [json], challenge),
    'wrong-pem': always('200 OK', [json], `"${pem}"`),

    truncated: thenClose('200 OK', [json, 'Content-Length: 1000'], '{"challenge":"'),
    'truncated-chunks': thenClose('200 OK', [json, 'Transfer-Encoding: chunked'], '5\r\n{"cha'),
    'length-too-short': always('200 OK', [json, 'Content-Length: 20'], challenge),
    'length-no-number': always('200 OK', [json, 'Content-Length: abc'], challenge),
    'length-negative': always('200 OK', [json, 'Content-Length: -1'], challenge),
    'two-lengths': always(
      '200 OK',
      [json, 'Content-Length: 20', `Content-Length: ${challenge.length}`],
      challenge,
    ),
    'chunk-size-no-number': always('200 OK', [json, 'Transfer-Encoding: chunked'], 'xyz\r\n{}\r\n'),
    'two-equal-lengths': always(
      '200 OK',
      [json, `Content-Length: ${challenge.length}`, `Content-Length: ${challenge.length}`],
      challenge,
    ),
    'length-and-chunks': thenClose(
      '200 OK',
      [json, 'Content-Length: 5', 'Transfer-Encoding: chunked'],
      `${challenge.length.toString(16)}\r\n${challenge}\r\n0\r\n\r\n`,
    ),
    'length-beyond-all-numbers': always(
      '200 OK',
      [json, 'Content-Length: 99999999999999999999'],
      challenge,
    ),
    'length-of-an-exabyte': always('200 OK', [json, 'Content-Length: 1000000000000000000']),
    'no-length': thenClose(
      '200 OK',
      [json, 'Connection: close', 'Transfer-Encoding: identity'],
      challenge,
    ),

    'no-type': always('200 OK', [], challenge),
    html: always('200 OK', ['Content-Type: text/html'], '<p>Welcome to the hotel</p>'),
    'not-json': always('200 OK', [json], '{"challenge":'),
    'not-utf8': always('200 OK', [json], Buffer.from('{"challenge":"\xff\xfe"}', 'latin1')),
    'utf-16': always(
      '200 OK',
      ['Content-Type: application/json; charset=utf-16'],
      Buffer.from(challenge, 'utf16le'),
    ),
    empty: always('200 OK', [json], ''),
    number: always('200 OK', [json], '42'),
    null: always('200 OK', [json], 'null'),
    list: always('200 OK', [json], '[]'),
    'wrong-members': always('200 OK', [json], '{"challenge":42,"expires":"soon"}'),
    'no-members': always('200 OK', [json], '{}'),
    'too-late': always('200 OK', [json], '{"challenge":"a","expires":1e300}'),
    deep: always('200 OK', [json], '['.repeat(100_000) + ']'.repeat(100_000)),
    'deep-error': always(
      '500 Oops',
      [json],
      `{"error":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ),
    'many-lists': always('200 OK', [json], `[${'[],'.repeat(2_600_000)}0]`),
    prototype: always(
      '200 OK',
      [json],
      '{"challenge":"a","expires":1,"__proto__":{"polluted":true},"constructor":1}',
    ),
    teapot: always('418 Teapot', [json], '{"error":"P2CORE_TEAPOT"}'),
    'status-0': always('000 Nothing', [json], challenge),
    'status-999': always('999 Everything', [json], challenge),
    'not-modified': always('304 Not Modified', ['ETag: "a"']),
    'proxy-asks-who': always('407 Proxy Authentication Required', [
      'Proxy-Authenticate: Basic realm="a"',
    ]),
    'wrong-code': always(
      '503 Busy',
      [json, 'Retry-After: 0'],
      '{"errcode":503,"error":"P2CORE_UNAUTHORIZED"}',
    ),
    'code-of-the-prototype': always('500 Oops', [json], '{"errcode":500,"error":"constructor"}'),
    'error-page': always('500 Oops', ['Content-Type: text/html'], '<h1>Oops</h1>'),

    'endless-body': endless(answer('200 OK', [json, 'Transfer-Encoding: chunked']), chunkOfZeros),
    'endless-error': endless(
      answer('500 Oops', [json, 'Transfer-Encoding: chunked']),
      chunkOfZeros,
    ),
    'endless-conflict': endless(
      answer('409 Conflict', ['Transfer-Encoding: chunked']),
      chunkOfZeros,
    ),
    'endless-octets': endless(
      answer('200 OK', [json, 'Transfer-Encoding: chunked']),
      '1\r\n0\r\n'.repeat(0x1000),
    ),
    'endless-chunk-extension': endless(
      answer('200 OK', [json, 'Transfer-Encoding: chunked'], '5;a='),
      'a'.repeat(1000),
    ),
    'endless-chunk-extensions': endless(
      answer('200 OK', [json, 'Transfer-Encoding: chunked']),
      `1;a=${'a'.repeat(1000)}\r\n0\r\n`,
    ),
    'endless-chunk-size': endless(
      answer('200 OK', [json, 'Transfer-Encoding: chunked']),
      '0'.repeat(1000),
    ),
    'endless-headers': endless(Buffer.from('HTTP/1.1 200 OK\r\n'), 'X-Flood: aaaaaaaaaaaaaaaa\r\n'),
    'endless-header': endless(Buffer.from('HTTP/1.1 200 OK\r\nX-Flood: '), 'a'.repeat(1000)),
    'endless-status': endless(Buffer.from('HTTP/1.1 200 '), 'a'.repeat(1000)),
    'endless-trailers': endless(
      answer('200 OK', [json, 'Transfer-Encoding: chunked'], '0\r\n'),
      'X-Flood: aaaaaaaaaaaaaaaa\r\n',
    ),
    'endless-continues': endless(Buffer.of(), 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)),
    'many-headers': always(
      '200 OK',
      [json, ...Array(20_000).fill('X-Flood: aaaaaaaaaaaa')],
      challenge,
    ),
    'hint-before': (socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n');
      socket.write(answer('200 OK', [json], challenge));
    },
    'other-protocol': always('101 Switching Protocols', ['Upgrade: other', 'Connection: Upgrade']),
    'null-in-a-header': always('200 OK', [json, 'X-Null: a\0b'], challenge),
    'folded-header': always('200 OK', [json, 'X-Folded: a\r\n b'], challenge),
    'endless-hints': drip('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),

    silence: () => {},
    'slow-body': drip(answer('200 OK', [json, 'Content-Length: 100000']), ' '),
    'slow-headers': drip('HTTP/1.1 200 OK\r\nX-Slow: ', 'a'),

    'redirect-301': redirect('301 Moved', `${elsewhere}/stolen`),
    'redirect-302': redirect('302 Found', `${elsewhere}/stolen`),
    'redirect-303': redirect('303 See Other', `${elsewhere}/stolen`),
    'redirect-307': redirect('307 Temporary', `${elsewhere}/stolen`),
    'redirect-308': redirect('308 Permanent', `${elsewhere}/stolen`),
    'redirect-to-itself': redirect('302 Found', '/redirect-to-itself'),
    'redirect-nowhere': always('302 Found', []),
    'redirect-here': redirect('307 Temporary', '/right'),
    refresh: always('200 OK', [json, `Refresh: 0; url=${elsewhere}/stolen`], challenge),

    'no-content-with-content': always(
      '204 No Content',
      [json, 'Content-Length: 26'],
      '{"error":"P2CORE_INTERNAL"}',
    ),
    'conflict-with-content': always('409 Conflict', [json], '{"errcode":409}'),

    'gzip-bomb': always('200 OK', [json, 'Content-Encoding: gzip'], gzipBomb),
    'brotli-bomb': always('200 OK', [json, 'Content-Encoding: br'], brotliBomb),
    'bomb-in-a-bomb': always(
      '200 OK',
      [json, 'Content-Encoding: gzip, gzip'],
      gzipSync(gzipBomb, { level: 9 }),
    ),
    'hundred-codings': always(
      '200 OK',
      [json, `Content-Encoding: ${Array(100).fill('gzip').join(', ')}`],
      gzipBomb,
    ),
    'truncated-gzip': always(
      '200 OK',
      [json, 'Content-Encoding: gzip'],
      gzipSync(challenge).subarray(0, 30),
    ),
    'not-gzip': always('200 OK', [json, 'Content-Encoding: gzip'], challenge),
    'unknown-coding': always('200 OK', [json, 'Content-Encoding: rot13'], challenge),

    reset: (socket) => socket.resetAndDestroy(),
    'reset-in-body': (socket) => {
      socket.write(answer('200 OK', [json, 'Content-Length: 1000'], '{"challenge":"'));
      setTimeout(() => socket.resetAndDestroy(), 20);
    },
    'close-at-once': (socket) => socket.end(),
    garbage: (socket) => socket.end('\x00\x01\x02 nothing like HTTP\r\n\r\n'),
    'http-0.9': (socket) => socket.end(challenge),
    'two-answers': (socket) => {
      const second = answer('200 OK', [json], '{"challenge":"injected","expires":1}');
      socket.write(Buffer.concat([answer('200 OK', [json], challenge), second]));
    },
    'late-second-answer': (socket) => {
      socket.write(answer('200 OK', [json], '{"idcerts":[],"invalidated":[]}'));
      const second = answer('200 OK', [json], '{"idcerts":[],"invalidated":[true]}');
      setTimeout(() => socket.write(second), 20);
    },

    'echo-in-code': (socket, { authorization }) =>
      socket.write(answer('500 Oops', [json], JSON.stringify({ error: authorization }))),
    'echo-in-type': (socket, { authorization }) =>
      socket.write(answer('200 OK', [`Content-Type: ${authorization}`], 'x')),
    'echo-in-content': (socket, { authorization }) =>
      socket.write(answer('200 OK', [json], authorization)),
    'echo-in-status': (socket, { authorization }) =>
      socket.end(answer(`418 ${authorization}`, ['Content-Type: text/plain'], authorization)),
    'echo-in-broken-header': (socket, { authorization }) =>
      socket.end(`HTTP/1.1 200 OK\r\n${cors}\r\n${authorization}\x00: x\r\n\r\n`),

    unauthorized: always(
      '401 Unauthorized',
      [json, 'WWW-Authenticate: Bearer'],
      '{"errcode":401,"error":"P2CORE_UNAUTHORIZED"}',
    ),
    'asks-for-a-password': always(
      '401 Unauthorized',
      [json, 'WWW-Authenticate: Basic realm="a"'],
      '{"errcode":401,"error":"P2CORE_UNAUTHORIZED"}',
    ),
    'busy-for-a-year': always(
      '503 Busy',
      [json, 'Retry-After: 31536000'],
      '{"errcode":503,"error":"P2CORE_UNAVAILABLE"}',
    ),
    'busy-for-nonsense': always(
      '503 Busy',
      [json, 'Retry-After: whenever'],
      '{"errcode":503,"error":"P2CORE_UNAVAILABLE"}',
    ),
  };
}

/**
 * Starts a hostile server.
 *
 * @param elsewhere the URL of another origin, which its redirects point to
 */
export async function startHostileServer(elsewhere = ''): Promise<HostileServer> {
  const known = tricks(elsewhere);
  const sockets = new Set<Socket>();
  let seen: Seen[] = [];

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = received.slice(0, end);
      const content = received.slice(end + 4);
      if (content.length < Number(field(head, 'content-length') ?? 0)) return;
      received = '';
      const [method = '', url = ''] = head.split(' ');
      const trick = url.split('/')[1] ?? '';
      if (method === 'OPTIONS') {
        socket.write(
          answer('204 No Content', [
            'Access-Control-Allow-Headers: authorization, content-type',
            'Access-Control-Allow-Methods: GET, PUT, DELETE',
          ]),
        );
        return;
      }
      const authorization = field(head, 'authorization');
      seen.push({ trick, method, authorization, content });
      (known[trick] ?? (() => socket.end()))(socket, { authorization: authorization ?? '', url });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    takeSeen() {
      const taken = seen;
      seen = [];
      return taken;
    },
    endlesslySent: () => sentWithoutEnd,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function field(head: string, name: string): string | undefined {
  return new RegExp(`^${name}: *(.*?) *$`, 'im').exec(head)?.[1];
}
