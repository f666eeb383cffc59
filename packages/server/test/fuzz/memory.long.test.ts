/** What strangers send does not stay: 5,000 distinct Content-Types against as many identical ones. */

import { RawConnection } from '@p2core/testing/raw-connection';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestFor } from '../support/ask.js';
import { aliceToken, sessionId } from '../support/every-operation.js';
import { type ServedElsewhere, serveElsewhere } from './served.js';

const count = 5_000;

/** How many requests are sent before their answers are read. */
const most = 40;
const allowance = 8 * 2 ** 20;

let server: ServedElsewhere;
beforeAll(async () => {
  server = await serveElsewhere();
});
afterAll(() => server.stop());

const content = JSON.stringify({ session_id: sessionId });

/** The requests that carry a Content-Type: with content, refused with content, and without content. */
async function send(types: Iterable<string>): Promise<void> {
  const connection = await RawConnection.open(server.port);
  let underWay = 0;
  const answered = async () => {
    for (; underWay > 0; underWay -= 1) {
      if ((await connection.next()) === undefined) throw new Error('the connection was closed');
    }
  };
  for (const type of types) {
    const asked = { token: aliceToken, type };
    const requests = [
      requestFor('DELETE', '/session', { ...asked, content }),
      requestFor('GET', '/idcert/server?timestamp=1', asked),
      requestFor('GET', '/idcert/server?timestamp=1', { ...asked, content: '{"timestamp":1}' }),
      requestFor('PUT', '/session/idcert/extern', { ...asked, content: '"CERTIFICATE"' }),
    ];
    connection.write(Buffer.concat(requests));
    underWay += requests.length;
    if (underWay >= most) await answered();
  }
  await answered();
  connection.close();
}

function* typesFrom(start: number): Iterable<string> {
  for (let index = start; index < start + count; index += 1) {
    const name = index.toString(36);
    yield index % 2 === 0 ? `application/json; ${name}=${name}` : `application/${name}`;
  }
}

function* sameTypes(): Iterable<string> {
  for (let index = 0; index < count; index += 1) {
    yield index % 2 === 0 ? 'application/json; a=b' : 'application/x';
  }
}

test(`${count} distinct Content-Types leave no memory in use`, { timeout: 300_000 }, async () => {
  await send(sameTypes());
  const before = await server.report();
  await send(sameTypes());
  const control = await server.report();
  await send(typesFrom(0));
  const after = await server.report();

  const grown = { rss: after.rss - control.rss, heap: after.heapUsed - control.heapUsed };
  const usual = { rss: control.rss - before.rss, heap: control.heapUsed - before.heapUsed };
  console.log(
    `memory: ${count} identical Content-Types: RSS ${mebi(before.rss)} → ${mebi(control.rss)}, ` +
      `heap ${mebi(before.heapUsed)} → ${mebi(control.heapUsed)}; ${count} distinct ones: ` +
      `RSS → ${mebi(after.rss)}, heap → ${mebi(after.heapUsed)}`,
  );
  expect(grown.rss).toBeLessThan(Math.max(usual.rss, 0) + 2 * allowance);
  expect(grown.heap).toBeLessThan(Math.max(usual.heap, 0) + allowance / 4);
});

function mebi(octets: number): string {
  return `${(octets / 2 ** 20).toFixed(1)} MiB`;
}
