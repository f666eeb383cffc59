/** Content of every bad form: the answer is one of the registry, or the request is served. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { RawConnection, sendRaw } from '@p2core/testing/raw-connection';
import type { RequestHandler } from 'express';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ask, detailsOf, outcome, requestFor } from '../support/ask.js';
import { aliceToken, sessionId } from '../support/every-operation.js';
import { exampleText } from '../support/examples.js';
import { serve, type TestServer } from '../support/serve.js';

const unsupported = '415 P2CORE_UNSUPPORTED_MEDIA_TYPE';
const bad = '400 P2CORE_BAD_REQUEST';
const session = JSON.stringify({ session_id: sessionId });
const token = aliceToken;

let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.close());
afterEach(() => expect(server.log).toEqual([]));

async function send(octets: string | Buffer): Promise<string> {
  const answer = await sendRaw(server.port, octets);
  return answer === undefined ? 'closed' : outcome(answer);
}

/** `DELETE /session` with exactly these fields and this content. */
function deletion(
  fields: ReadonlyArray<readonly [string, string]>,
  content: string | Buffer = '',
): Buffer {
  return Buffer.concat([requestFor('DELETE', '/session', { token, fields }), Buffer.from(content)]);
}

describe('Content-Type', () => {
  test('is read in linear time, however many quotation marks it has', async () => {
    const other = await serve({ limits: { maxHeaderSize: 2 ** 20 } });
    onTestFinished(() => other.close());
    const type = `application/json; a=${'\\"'.repeat(200_000)}`;
    const fields: [string, string][] = [
      ['Content-Type', type],
      ['Content-Length', '2'],
    ];
    const octets = Buffer.concat([
      requestFor('DELETE', '/session', { token, fields }),
      Buffer.from('{}'),
    ]);
    const answer = await sendRaw(other.port, octets);
    expect(answer && outcome(answer)).toBe(unsupported);
  });

  test.each([
    ['an undeclared type', 'text/html', unsupported],
    ['a type without a subtype', 'application', unsupported],
    ['an empty one', '', unsupported],
    ['a wildcard', '*/*', unsupported],
    ['a type that begins as a declared one', 'application/json-patch', unsupported],
    ['parameters that are not well-formed', 'application/json; charset', unsupported],
    ['an open quoted string', 'application/json; charset="utf-8', unsupported],
    ['two types', 'application/json, application/json', unsupported],
    ['a prototype-named one', '__proto__/constructor', unsupported],
    ['prototype-named parameters', 'application/json; __proto__=x; constructor=y', '204'],
    ['other letters and space', 'APPLICATION/JSON ;  charset=UTF-8', '204'],
    ['a very long parameter', `application/json; a=${'b'.repeat(8_000)}`, '204'],
    ['octets above 0x7f', 'application/json\xff', unsupported],
    ['an empty parameter', 'application/json;', '204'],
    ['empty parameters around one', 'application/json;;charset=utf-8; ;', '204'],
    ['a semicolon in a quoted string', 'application/json; a=";"; charset=utf-8', '204'],
    [
      'a charset hidden in a quoted string',
      'application/json; a=";;"; charset=latin1',
      unsupported,
    ],
    ['nothing but a semicolon', ';', unsupported],
    ['US-ASCII', 'application/json; charset=US-ASCII', '204'],
  ])('%s', async (_name, type, expected) => {
    expect(
      outcome(await ask(server, 'DELETE', '/session', { token, type, content: session })),
    ).toBe(expected);
  });

  test('two fields are refused, even if they are the same', async () => {
    const fields = [
      ['Content-Type', 'application/json'],
      ['content-type', 'application/json'],
    ] as const;
    expect(
      outcome(await ask(server, 'DELETE', '/session', { token, fields, content: session })),
    ).toBe(unsupported);
  });

  test('two fields without content are ignored', async () => {
    const fields = [
      ['Content-Type', 'application/json'],
      ['Content-Type', 'text/html'],
    ] as const;
    expect(outcome(await ask(server, 'GET', '/challenge', { fields }))).toBe('200');
  });
});

describe('Content-Encoding', () => {
  test.each([
    ['gzip', unsupported],
    ['identity', '204'],
    ['Identity', '204'],
    // A list may have empty elements, or none (RFC 9110 section 5.6.1).
    ['', '204'],
    [', identity,', '204'],
    ['identity, gzip', unsupported],
  ])('%s', async (coding, expected) => {
    const fields = [['Content-Encoding', coding]] as const;
    expect(
      outcome(await ask(server, 'DELETE', '/session', { token, fields, content: session })),
    ).toBe(expected);
  });
});

describe('Content-Length', () => {
  test.each([
    ['none, and content', [], bad],
    ['a wrong sign', [['Content-Length', '+2']], bad],
    ['a negative one', [['Content-Length', '-1']], bad],
    ['a fraction', [['Content-Length', '1.5']], bad],
    ['hexadecimal', [['Content-Length', '0x10']], bad],
    ['no number', [['Content-Length', 'many']], bad],
    [
      'two that differ',
      [
        ['Content-Length', '2'],
        ['Content-Length', '3'],
      ],
      bad,
    ],
    [
      'two that are the same',
      [
        ['Content-Length', '2'],
        ['Content-Length', '2'],
      ],
      bad,
    ],
    ['a list', [['Content-Length', '2, 2']], bad],
    [
      'one with Transfer-Encoding',
      [
        ['Content-Length', '2'],
        ['Transfer-Encoding', 'chunked'],
      ],
      bad,
    ],
    ['above 2^53', [['Content-Length', '9007199254740993']], '413 P2CORE_CONTENT_TOO_LARGE'],
    ['above 2^64', [['Content-Length', '99999999999999999999']], bad],
    ['above the limit', [['Content-Length', '4097']], '413 P2CORE_CONTENT_TOO_LARGE'],
  ] as const)('%s', async (_name, fields, expected) => {
    expect(await send(deletion(fields, '{}'))).toBe(expected);
  });

  test('content that ends before its Content-Length is 400', async () => {
    const connection = await RawConnection.open(server.port);
    connection.write(deletion([['Content-Length', '100']], session));
    connection.end();
    expect((await connection.next())?.status).toBe(400);
  });

  test.each([
    ['too much', [], 100_000],
    ['too much, on a connection that closes', [['Connection', 'close']], 100_000],
    ['far too much', [], 1_000_000],
    [
      'of another type',
      [
        ['Content-Type', 'image/png'],
        ['Connection', 'close'],
      ],
      100_000,
    ],
  ] as const)('%s is answered at once, and read all the same', async (_name, fields, length) => {
    const socket = connect(server.port, '127.0.0.1');
    const faults: Error[] = [];
    socket.on('error', (error) => faults.push(error));
    socket.write(deletion([...fields, ['Content-Length', String(length)]], 'x'.repeat(1_000)));
    const [octets] = await once(socket, 'data');
    expect(String(octets)).toMatch(/^HTTP\/1\.1 41[35] /);
    for (let sent = 1_000; sent < length; sent += 1_000) {
      socket.write('x'.repeat(1_000));
      if (sent % 50_000 === 0) await nextTurn();
    }
    socket.end();
    socket.resume();
    await once(socket, 'close');
    expect(faults).toEqual([]);
  });

  test('exactly the limit is served', async () => {
    const padding = ' '.repeat(4096 - session.length);
    const asked = { token, content: session + padding };
    expect(outcome(await ask(server, 'DELETE', '/session', asked))).toBe('204');
    const larger = { token, content: `${session}${padding} ` };
    expect(outcome(await ask(server, 'DELETE', '/session', larger))).toBe(
      '413 P2CORE_CONTENT_TOO_LARGE',
    );
  });
});

describe('chunked content', () => {
  const chunked = [['Transfer-Encoding', 'chunked']] as const;
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

  test('is served, in one chunk and in many', async () => {
    expect(await send(deletion(chunked, `${chunk(session)}0\r\n\r\n`))).toBe('204');
    const octets = [...session].map(chunk).join('');
    expect(await send(deletion(chunked, `${octets}0\r\nX-Trailer: x\r\n\r\n`))).toBe('204');
  });

  test('is limited', async () => {
    const octets = chunk('x'.repeat(1_000)).repeat(5);
    expect(await send(deletion(chunked, octets))).toBe('413 P2CORE_CONTENT_TOO_LARGE');
  });

  test('that is too large does not block the next request of the connection', async () => {
    const connection = await RawConnection.open(server.port);
    const octets = `${chunk('x'.repeat(8_000)).repeat(5)}0\r\n\r\n`;
    connection.write(Buffer.concat([deletion(chunked, octets), requestFor('GET', '/challenge')]));
    expect((await connection.next())?.status).toBe(413);
    const next = await connection.next();
    expect(next?.status ?? 'closed').toBeOneOf([200, 'closed']);
    connection.close();
  });

  test('whose chunks are not well-formed is 400', async () => {
    expect(await send(deletion(chunked, 'zz\r\n{}\r\n0\r\n\r\n'))).toBe(bad);
    expect(await send(deletion(chunked, '-1\r\n{}\r\n0\r\n\r\n'))).toBe(bad);
  });

  test('that is compressed is 415', async () => {
    const fields = [['Transfer-Encoding', 'gzip, chunked']] as const;
    expect(await send(deletion(fields, `${chunk(session)}0\r\n\r\n`))).toBe(unsupported);
  });

  test('of an unknown coding is refused', async () => {
    expect(await send(deletion([['Transfer-Encoding', 'gzip']], session))).toBe(bad);
  });
});

describe('Expect', () => {
  test('100-continue is served, also to a client that waits for it', async () => {
    const connection = await RawConnection.open(server.port);
    const fields = [
      ['Expect', '100-continue'],
      ['Content-Length', String(session.length)],
    ] as const;
    connection.write(deletion(fields));
    await expect(connection.nextInterim()).resolves.toBe(100);
    connection.write(session);
    expect((await connection.next())?.status).toBe(204);
    connection.close();
  });

  test('100-continue of too much content is 413', async () => {
    const fields = [
      ['Expect', '100-continue'],
      ['Content-Length', '1000000'],
    ] as const;
    expect(await send(deletion(fields))).toBe('413 P2CORE_CONTENT_TOO_LARGE');
  });
});

describe('octets', () => {
  test.each([
    ['a lone continuation byte', [0x7b, 0x80, 0x7d]],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
    ['an end in the middle', [0x22, 0xe2, 0x82]],
  ])('that are not UTF-8 are 400: %s', async (_name, octets) => {
    const answer = await ask(server, 'DELETE', '/session', { token, content: Buffer.from(octets) });
    expect(outcome(answer)).toBe(bad);
    expect(detailsOf(answer)).toEqual(['/body is not UTF-8']);
  });

  test('a byte order mark is ignored, before JSON and before a PEM', async () => {
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    const json = { token, content: Buffer.concat([mark, Buffer.from(session)]) };
    expect(outcome(await ask(server, 'DELETE', '/session', json))).toBe('204');
    const content = Buffer.concat([mark, Buffer.from(exampleText('session-id-cert'))]);
    expect(outcome(await ask(server, 'PUT', '/session/idcert/extern', { token, content }))).toBe(
      '201',
    );
  });
});

describe('R6: the first character tells a bare PEM from a JSON string', () => {
  const pem = exampleText('session-id-cert');
  const forms = { bare: pem, 'a JSON string': JSON.stringify(pem) };
  const types = [undefined, 'application/x-pem-file', 'text/plain', 'application/json'];
  const rows = Object.entries(forms).flatMap(([form, content]) =>
    types.map((type) => [form, type, content] as const),
  );

  test.each(rows)('%s, named %s', async (_form, type, content) => {
    const seen: unknown[] = [];
    server.use({
      updateSessionIdCert({ body }) {
        seen.push(body);
        return { status: 201 };
      },
    });
    const asked = { token, content, ...(type && { type }) };
    expect(outcome(await ask(server, 'PUT', '/session/idcert/extern', asked))).toBe('201');
    server.use({});
    expect(seen).toEqual([pem]);
  });

  test.each([
    ['a quotation mark that is not closed', '"-----BEGIN', bad],
    ['a JSON string after white space', ` \r\n${JSON.stringify(pem)}`, '201'],
    ['an object, which is no PEM', '{}', '400 P2CORE_INVALID_ID_CERT'],
  ])('%s', async (_name, content, expected) => {
    for (const type of types) {
      const asked = { token, content, ...(type && { type }) };
      expect(outcome(await ask(server, 'PUT', '/session/idcert/extern', asked))).toBe(expected);
    }
  });

  test.each(['image/png', 'application/jsonx'])('another type is 415: %s', async (type) => {
    const asked = { token, type, content: JSON.stringify(pem) };
    expect(outcome(await ask(server, 'PUT', '/session/idcert/extern', asked))).toBe(unsupported);
  });
});

describe('content of a GET', () => {
  const idCert = '/idcert/server';

  test.each([
    ['no type, a string', {}, '{"timestamp":"1"}', '200'],
    ['JSON, a number', { type: 'application/json' }, '{"timestamp":1}', '200'],
    ['an empty object', {}, '{}', '200'],
    ['unknown members', {}, '{"more":[1]}', '200'],
    ['null', {}, 'null', '200'],
    ['an array', {}, '[]', bad],
    ['a string', {}, '"1"', bad],
    ['nothing', {}, '', '200'],
    ['white space', {}, ' ', bad],
    ['another type', { type: 'text/plain' }, '{}', unsupported],
    ['too much', {}, `{"a":"${'x'.repeat(4_096)}"}`, '413 P2CORE_CONTENT_TOO_LARGE'],
  ])('%s', async (_name, type, content, expected) => {
    expect(outcome(await ask(server, 'GET', idCert, { ...type, content }))).toBe(expected);
  });

  test('reaches the handler as parameters, a number as a decimal string', async () => {
    const seen: unknown[] = [];
    server.use({
      getActorIdCerts(request) {
        seen.push(request.parameters);
        return { status: 200, body: { idcerts: [], invalidated: [] } };
      },
    });
    await ask(server, 'GET', '/idcert/actor/a%40b?session_id=s', {
      content: '{"timestamp":1.62e9}',
    });
    server.use({});
    expect(seen).toEqual([{ fid: 'a@b', session_id: 's', timestamp: '1620000000' }]);
  });

  test('may repeat the query, but is 400 where it differs', async () => {
    const same = { content: '{"timestamp":5}' };
    expect(outcome(await ask(server, 'GET', `${idCert}?timestamp=5`, same))).toBe('200');
    const answer = await ask(server, 'GET', `${idCert}?timestamp=6`, same);
    expect(outcome(answer)).toBe(bad);
    expect(detailsOf(answer)).toEqual([
      '/query/timestamp differs from the same member of the body',
    ]);
  });

  test.each(['/challenge', '/events', '/keypackage/a@b'])(
    'of an operation without content is 415: %s',
    async (path) => {
      expect(outcome(await ask(server, 'GET', path, { token, content: '{}' }))).toBe(unsupported);
      const fields = [['Transfer-Encoding', 'chunked']] as const;
      const octets = requestFor('GET', path, { token, fields });
      expect(await send(`${octets}2\r\n{}\r\n0\r\n\r\n`)).toBe(unsupported);
    },
  );
});

test('a client that disconnects within its content disturbs no other', async () => {
  for (const path of ['/session', '/key/server']) {
    const connection = await RawConnection.open(server.port);
    connection.write(requestFor('DELETE', path, { token, fields: [['Content-Length', '100']] }));
    connection.write('{');
    await new Promise((resolve) => setTimeout(resolve, 20));
    connection.reset();
  }
  expect(outcome(await ask(server, 'GET', '/challenge'))).toBe('200');
});

test.each([
  ['a body parser', 'parses'],
  ['middleware that sets an encoding', 'decodes'],
])('%s in front of the router is 500, and the log says how to mend it', async (_, before) => {
  const { default: express } = await import('express');
  const decode: RequestHandler = (request, _response, next) => {
    request.setEncoding('utf8');
    next();
  };
  const wrong = await serve({
    before: (app) => app.use(before === 'parses' ? express.json() : decode),
  });
  const asked = { token, type: 'application/json', content: session };
  expect(outcome(await ask(wrong, 'DELETE', '/session', asked))).toBe('500 P2CORE_INTERNAL');
  await wrong.close();
  expect(String(wrong.log[0]?.err)).toContain(
    'mount the contract router before anything that parses bodies',
  );
});
