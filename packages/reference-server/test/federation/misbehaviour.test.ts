import type { IncomingMessage, RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startServer, type TestServer } from '../support/server.js';
import { addForeignSession, issueFor, newRoot, update } from './foreign.js';
import { listen } from './listener.js';

const elsewhere = await listen((_request, response) => response.end('never asked for'));
const chunk = Buffer.alloc(16 * 1024, 'A');
const json = { 'Content-Type': 'application/json' };

/** Everything that a home server may do instead of answering; the domain's first label says which. */
const misbehaviours: Record<string, RequestListener> = {
  'redirects-301': redirect(301),
  'redirects-302': redirect(302),
  'redirects-307': redirect(307),
  'redirects-308': redirect(308),
  'endless-chunks'(_request, response) {
    response.writeHead(200, json);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  },
  'huge-body'(_request, response) {
    response.writeHead(200, { ...json, 'Content-Length': 2 ** 40 }).write(Buffer.alloc(2 ** 20));
  },
  'huge-header'(_request, response) {
    response.writeHead(200, { ...json, 'X-Filling': 'A'.repeat(20_000) }).end('""');
  },
  'closes-early'(_request, response) {
    response.writeHead(200, { ...json, 'Content-Length': 100 }).write('"');
    response.socket?.end();
  },
  'closes-at-once'(request) {
    request.socket.destroy();
  },
  'no-http'(request) {
    request.socket.end('220 mail.example ESMTP\r\n');
  },
  'status-500': status(500),
  'status-503': status(503),
  'status-401': status(401),
  'status-204': status(204),
  'status-206': status(206, '"-----BEGIN CERTIFICATE-----"'),
  'status-100'(_request, response) {
    response.writeContinue();
    response.socket?.end();
  },
  'status-101'(request) {
    request.socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n');
  },
  'informational-for-ever': forEver('HTTP/1.1 103 Early Hints\r\n\r\n'),
  'line-feeds-for-ever': forEver('\r\n'),
  'tiny-chunks-for-ever'(request) {
    request.socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    forEver(`1;${'x'.repeat(1000)}\r\n \r\n`)(request);
  },
  bomb(_request, response) {
    const content = gzipSync(Buffer.alloc(2 ** 20, ' '));
    response.writeHead(200, { ...json, 'Content-Encoding': 'gzip' }).end(content);
  },
  'wrong-json': status(200, '{"certificate": 1}'),
  'broken-json': status(200, '"-----BEGIN'),
  'no-body': status(200),
  html(_request, response) {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Welcome to nginx</h1>');
  },
};

/** The octets sent by home servers whose answers never end. */
const sent = { octets: 0 };

/** Sends the same octets as fast as they are taken. */
function forEver(octets: string): (request: IncomingMessage) => void {
  const many = Buffer.from(octets.repeat(Math.ceil(2 ** 16 / octets.length)));
  return ({ socket }) => {
    const more = () => {
      do sent.octets += many.length;
      while (!socket.destroyed && socket.write(many));
      if (!socket.destroyed) socket.once('drain', more);
    };
    socket.on('error', () => {});
    more();
  };
}

function redirect(code: number): RequestListener {
  return (request, response) =>
    response.writeHead(code, { Location: elsewhere.url + request.url }).end();
}

function status(code: number, content?: string): RequestListener {
  return (_request, response) => response.writeHead(code, json).end(content);
}

const misbehaving = await listen((request, response) => {
  const kind = request.url?.split('/')[1] ?? '';
  (misbehaviours[kind] ?? slowDrip)(request, response);
});
const kinds = [...Object.keys(misbehaviours), 'slow-drip', 'slow-headers'];
const shared = await startServer({
  P2CORE_DOMAIN: 'b.example',
  P2CORE_HOME_SERVERS: kinds.map((kind) => `${kind}.example=${misbehaving.url}/${kind}`).join(),
});
afterAll(async () => {
  await Promise.all([shared.close(), misbehaving.close(), elsewhere.close()]);
});

/** Goes on with one octet at a time and never comes to an end. */
const dripped = { octets: 0 };
function slowDrip(
  request: Parameters<RequestListener>[0],
  response: Parameters<RequestListener>[1],
) {
  const isHeader = request.url?.startsWith('/slow-headers');
  if (isHeader) response.socket?.write('HTTP/1.1 200 OK\r\nX-Slow: ');
  else response.writeHead(200, json);
  const timer = setInterval(() => {
    if (request.socket.destroyed) clearInterval(timer);
    else if (isHeader) response.socket?.write('x');
    else response.write(' ');
    dripped.octets++;
  }, 5);
}

async function ask(kind: string, server: TestServer = shared) {
  const domain = `${kind}.example`;
  const session = await addForeignSession(server, `alice@${domain}`);
  const pem = await issueFor(await newRoot(domain), session);
  const answer = await update(server, session, pem);
  expect(await server.operator.store.idCerts.currentOf(session.fid, 's1')).toBeUndefined();
  return answer;
}

const unreachable = { status: 502, error: 'P2CORE_HOME_SERVER_UNREACHABLE' };

describe('a home server that misbehaves makes the update a 502', () => {
  test.each(Object.keys(misbehaviours))('%s', async (kind) => {
    expect(await ask(kind)).toEqual(unreachable);
    expect(misbehaving.asked.some((target) => target.startsWith(`/${kind}/`))).toBe(true);
  });

  test.each(['informational-for-ever', 'line-feeds-for-ever', 'tiny-chunks-for-ever'])(
    '%s is left before it can cost much',
    async (kind) => {
      sent.octets = 0;
      const fresh = await startServer({
        P2CORE_DOMAIN: 'b.example',
        P2CORE_HOME_SERVERS: `${kind}.example=${misbehaving.url}/${kind}`,
      });
      onTestFinished(() => fresh.close());
      expect(await ask(kind, fresh)).toEqual(unreachable);
      // What lies in the sockets' buffers was sent, but never read.
      expect(sent.octets).toBeLessThan(32 * 2 ** 20);
    },
  );

  test('and a redirect is never followed', () => {
    expect(misbehaving.asked.filter((target) => target.startsWith('/redirects'))).toHaveLength(4);
    expect(elsewhere.connections()).toBe(0);
  });
});

describe('the limit of time', () => {
  test.each(['slow-drip', 'slow-headers'])('ends %s, and is ten seconds at most', async (kind) => {
    const limits: number[] = [];
    const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      limits.push(milliseconds);
      const controller = new AbortController();
      dripped.octets = 0;
      const timer = setInterval(() => {
        // The limit is reached while octets still come.
        if (dripped.octets < 20) return;
        clearInterval(timer);
        controller.abort(new DOMException('The operation timed out.', 'TimeoutError'));
      }, 5);
      return controller.signal;
    });
    onTestFinished(() => spy.mockRestore());
    expect(await ask(kind)).toEqual(unreachable);
    expect(limits).toHaveLength(1);
    expect(limits[0]).toBeGreaterThan(0);
    expect(limits[0]).toBeLessThanOrEqual(10_000);
  });
});

test('a refused connection is a 502', async () => {
  const gone = await listen(() => {});
  await gone.close();
  const b = await startServer({
    P2CORE_DOMAIN: 'b.example',
    P2CORE_HOME_SERVERS: `a.example=${gone.url}`,
  });
  onTestFinished(() => b.close());
  const session = await addForeignSession(b, 'alice@a.example');
  const pem = await issueFor(await newRoot('a.example'), session);
  expect(await update(b, session, pem)).toEqual(unreachable);
});

test('a home server that says it had no certificate then is a 403: what names it is no ID-Cert of its', async () => {
  const body = '{"errcode":404,"error":"P2CORE_NO_CERT_AT_TIME"}';
  const a = await listen((_request, response) => response.writeHead(404, json).end(body));
  onTestFinished(() => a.close());
  const b = await startServer({
    P2CORE_DOMAIN: 'b.example',
    P2CORE_HOME_SERVERS: `a.example=${a.url}`,
  });
  onTestFinished(() => b.close());
  const session = await addForeignSession(b, 'alice@a.example');
  const pem = await issueFor(await newRoot('a.example'), session);
  expect(await update(b, session, pem)).toEqual({ status: 403, error: 'P2CORE_ID_CERT_UNTRUSTED' });
});

test.each([
  ['another domain', 'root-of-another.example'],
  ['a certificate that is none', 'nonsense'],
])('a root of %s is a 403', async (_, which) => {
  const root = which === 'nonsense' ? undefined : await newRoot(which);
  const body = JSON.stringify(
    root?.certificate ?? '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  );
  const a = await listen((_request, response) => response.writeHead(200, json).end(body));
  onTestFinished(() => a.close());
  const b = await startServer({
    P2CORE_DOMAIN: 'b.example',
    P2CORE_HOME_SERVERS: `a.example=${a.url}`,
  });
  onTestFinished(() => b.close());
  const session = await addForeignSession(b, 'alice@a.example');
  const pem = await issueFor(await newRoot('a.example'), session);
  expect(await update(b, session, pem)).toEqual({ status: 403, error: 'P2CORE_ID_CERT_UNTRUSTED' });
});
