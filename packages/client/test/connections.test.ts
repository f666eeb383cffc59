import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@p2core/client';
import { afterAll, expect, test } from 'vitest';

let connections = 0;
const seen: Array<{ method: string | undefined; url: string | undefined; content: string }> = [];

const server = createServer(async (request, response) => {
  seen.push({ method: request.method, url: request.url, content: await read(request) });
  response.setHeader('Content-Type', 'application/json');
  response.end('{"idcerts":[],"invalidated":[]}');
}).on('connection', () => {
  connections++;
});

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('calls with filters as content share one connection', async () => {
  const client = createClient({ baseUrl, filters: 'body' });
  for (let call = 0; call < 20; call++) {
    await client.getActorIdCerts({
      fid: 'alice@home',
      timestamp: 1620000000 + call,
      session_id: 'phone',
    });
  }
  expect(connections).toBe(1);
  expect(seen).toHaveLength(20);
  expect(seen[1]).toEqual({
    method: 'GET',
    url: '/.p2/core/v1/idcert/actor/alice%40home',
    content: '{"timestamp":"1620000001","session_id":"phone"}',
  });
});

test('a GET without filters has no content, even where filters are sent as content', async () => {
  seen.length = 0;
  await createClient({ baseUrl, filters: 'body' }).getActorIdCerts({ fid: 'alice@home' });
  expect(seen).toEqual([
    { method: 'GET', url: '/.p2/core/v1/idcert/actor/alice%40home', content: '' },
  ]);
});

test('a caller’s own fetch sends every request, GET with content too', async () => {
  const sent: unknown[] = [];
  const client = createClient({
    baseUrl,
    filters: 'body',
    fetch: async (input, init) => {
      sent.push([input, init?.method, init?.body]);
      return Response.json({ idcerts: [], invalidated: [] });
    },
  });
  await client.getActorIdCerts({ fid: 'alice@home', timestamp: 1 });
  expect(sent).toEqual([
    [`${baseUrl}/.p2/core/v1/idcert/actor/alice%40home`, 'GET', '{"timestamp":"1"}'],
  ]);
});
