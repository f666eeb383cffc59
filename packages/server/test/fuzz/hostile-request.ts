/** Makes requests of all kinds, from the correct one to noise. */

import type { Random } from '@p2core/testing/random';
import { allOperations, type Operation } from '@p2core/types';
import { document } from '@p2core/types/document';
import { adminToken, aliceToken, fid } from '../support/every-operation.js';
import { exampleText } from '../support/examples.js';
import { alteredJson, hostileJson } from './hostile-json.js';

/** A request as sent, with the facts that the judge knows about it. */
export interface HostileRequest {
  octets: Buffer;
  method: string;
  target: string;
  /** The request breaks HTTP, so the server decides its meaning, its end and its answer. */
  isTorn: boolean;
  /** HTTP demands a 400 of it, whichever operation it is for. */
  isMalformed: boolean;
}

interface Draft {
  method: string;
  path: string;
  query: string[];
  fields: Array<[string, string]>;
  content: Buffer | undefined;
  version: string;
  isTorn: boolean;
  isMalformed: boolean;
}

type Change = (random: Random, draft: Draft) => void;

/** The actor of the correct requests, and their sender's token. */
export interface Cast {
  fid: string;
  /** The token of a session of the actor. */
  token: string;
  adminToken: string;
}

const stubsCast: Cast = { fid, token: aliceToken, adminToken };

const pem = exampleText('session-id-cert');

type Contents = Record<string, { examples: Record<string, { $ref: string }> }>;

/** The first example of an operation's content, if the operation demands content. */
function exampleOf({ path, method, requestBody, queryOrBody }: Operation): Buffer | undefined {
  if (!requestBody?.required && queryOrBody.length === 0) return undefined;
  const item = document.paths[path] as Record<string, { requestBody: { content: Contents } }>;
  const [content] = Object.values(item[method.toLowerCase()]?.requestBody.content ?? {});
  const [reference] = Object.values(content?.examples ?? {});
  const name = reference?.$ref.split('/').at(-1) ?? '';
  const example = document.components.examples?.[name] as { value: unknown } | undefined;
  const value = example?.value ?? '';
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

const routes = allOperations.map((operation) => ({
  ...operation,
  content: exampleOf(operation),
}));

/** One request: a correct one, with up to five things done to it, or noise. */
export function hostileRequest(random: Random, cast = stubsCast): HostileRequest {
  const draft = correctRequest(random, cast);
  for (let count = random.below(6); count > 0; count -= 1) random.pick(changes)(random, draft);
  const target = targetOf(random, draft);
  const octets = write(random, draft, target);
  const { method, isTorn, isMalformed } = draft;
  if (random.chance(0.02)) {
    return { octets: noise(random, octets), method, target, isTorn: true, isMalformed };
  }
  return { octets, method, target, isTorn, isMalformed };
}

function correctRequest(random: Random, cast: Cast): Draft {
  const { method, path, roles, content } = random.pick(routes);
  const draft: Draft = {
    method,
    path: path.replace('{fid}', cast.fid),
    query: [],
    fields: [['Host', 'home.example.com']],
    content,
    version: '1.1',
    isTorn: false,
    isMalformed: false,
  };
  if (random.chance(0.8)) {
    const token = roles?.includes('administrator') ? cast.adminToken : cast.token;
    draft.fields.push(['Authorization', `Bearer ${token}`]);
  }
  return draft;
}

const names = [
  ...new Set(routes.flatMap(({ queryParameters }) => queryParameters)),
  ...['fid', '__proto__', 'constructor', 'toString', 'a', ''],
];
const values = [
  '',
  '1',
  '0',
  '-1',
  '1e3',
  'NaN',
  '9007199254740992',
  '%00',
  '%',
  '%ff',
  '[]',
  '{}',
  'x',
  '-0',
  '1.0',
  '1e400',
  '01',
  '+1',
  '%2B1',
  '1+',
  '1%20',
  '1,2',
  '1&',
  '%22',
  '%ED%A0%80',
  '%EF%BB%BF1',
  '%D9%A1',
  'a;b',
  "a'b",
  'a%26b',
  '9'.repeat(400),
];
const mediaTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=latin1',
  'application/json;charset="utf-8";charset=x',
  'APPLICATION/JSON',
  'application/json ;charset=utf-8',
  'application/json;;charset=utf-8;',
  'application/json;charset=',
  'application/json;charset="utf\\-8"',
  'application/json;charset=utf-8;charset=utf-8',
  'application/json;charset=us-ascii',
  'application/json;charset=utf-16',
  'application/json;a="b;charset=latin1"',
  'application/json;a="\\""',
  'application/json;a="',
  'application/json;=',
  'application/json;a',
  'application/json, application/json',
  'application/problem+json',
  'application/jsonx',
  'text/plain;charset="us-ascii"',
  'text/plain;format=flowed;charset=UTF8',
  'application/x-pem-file',
  'text/plain',
  'text/plain; charset=UTF-8',
  'text/html',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/*',
  '*/*',
  'x#/properties/headers',
  'x',
  '/',
  ';',
  ',',
  '__proto__',
  'constructor/prototype',
];

const targets: Change[] = [
  (random, draft) => {
    const name = random.pick(names);
    draft.query.push(random.chance(0.9) ? `${name}=${random.pick(values)}` : name);
  },
  (random, draft) => {
    const [name = ''] = draft.query;
    draft.query.push(random.chance(0.5) ? name : random.text(30, '&=[].%?#+;abc'.replace('#', '')));
  },
  (random, draft) => {
    const encode = (c: string) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`;
    draft.path = random.mutate(draft.path, 0.1, (c) => (c.length === 1 ? encode(c) : c));
  },
  (random, draft) => {
    draft.path = random.mutate(draft.path, 0.03, () =>
      random.pick(['%', '%zz', '%2f', '%00', '%c0%af', '//', '\\', ';', '\xff', ':', '*', '{fid}']),
    );
  },
  (random, draft) => {
    draft.path += random.pick([
      '/',
      '//',
      '/.',
      '/..',
      '/../challenge',
      '/x',
      '%20',
      '.json',
      '@b',
    ]);
  },
  (random, draft) => {
    const at = random.below(draft.path.length);
    draft.path = `${draft.path.slice(0, at)}${random.pick(['/./', '/../', '//', '/%2e%2e/'])}${draft.path.slice(at)}`;
  },
  (random, draft) => {
    draft.path = draft.path.replace(/[^/]*$/, () =>
      random.text(random.pick([5, 400, 6_000])).replaceAll(' ', '%20'),
    );
  },
  (random, draft) => {
    draft.path = draft.path.replace(fid, () =>
      random
        .pick([
          '__proto__',
          'a@b',
          'A@B',
          '@',
          'a@',
          '..',
          'a@b@c',
          `${'a'.repeat(320)}@b`,
          'ä@b'.normalize(),
        ])
        .replace('ä', '%C3%A4'),
    );
  },
  (random, draft) => {
    if (random.chance(0.2)) {
      draft.path += 'x'.repeat(20_000);
      draft.isTorn = true;
    }
  },
  (random, draft) => {
    if (draft.path.startsWith('/')) {
      draft.path = random.pick(['http://a', 'https://a:1', 'http://u@a']) + draft.path;
    }
  },
];

/** Fields that ask for a part, or for an answer on a condition (RFC 9110 sections 13 and 14). */
const conditions: ReadonlyArray<[name: string, value: string]> = [
  ['Range', 'bytes=0-'],
  ['Range', 'bytes=99999999-'],
  ['Range', 'bytes=-0'],
  ['Range', 'bytes=0-0,2-2,-1'],
  ['If-Range', '"x"'],
  ['If-Match', '*'],
  ['If-Match', '"x"'],
  ['If-Modified-Since', 'Wed, 01 Jan 2081 00:00:00 GMT'],
  ['If-Modified-Since', 'x'],
  ['If-Unmodified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['Cache-Control', 'only-if-cached, max-age=0'],
  ['Prefer', 'return=minimal'],
  ['TE', 'trailers'],
  ['Max-Forwards', '0'],
];

const fields: Change[] = [
  (random, draft) => draft.fields.push(['Content-Type', random.pick(mediaTypes)]),
  (random, draft) =>
    draft.fields.push([
      'Content-Type',
      `${random.pick(mediaTypes)}; ${random.text(9)}=${random.text(9)}`,
    ]),
  (random, draft) =>
    draft.fields.push([
      'Accept',
      random.pick(mediaTypes) + random.pick(['', ';q=0', ';q=x', ', */*;q=0.1', ',']),
    ]),
  (random, draft) => draft.fields.push(['Accept', random.text(200, 'a/*,;q=01. "')]),
  (random, draft) =>
    draft.fields.push([
      'Authorization',
      random.pick([
        'Bearer',
        `Bearer ${random.text(20)}`,
        `Basic ${random.text(20)}`,
        `bearer  ${aliceToken}`,
      ]),
    ]),
  (random, draft) =>
    draft.fields.push([
      'If-None-Match',
      random.pick(['*', '"a"', 'W/"a"', ',,', '"', random.text(50)]),
    ]),
  (random, draft) =>
    draft.fields.push(['Content-Encoding', random.pick(['gzip', 'identity', '', 'br, gzip', 'x'])]),
  (random, draft) =>
    draft.fields.push(['Expect', random.pick(['100-continue', '100-Continue', 'x', ''])]),
  (random, draft) =>
    draft.fields.push([
      random.pick([
        'Origin',
        'Range',
        'If-Match',
        'X-HTTP-Method-Override',
        'X-P2-Sensitive-Solution',
        'Upgrade',
        '__proto__',
        'constructor',
        'TE',
        'Trailer',
        'Cache-Control',
        'Access-Control-Request-Method',
      ]),
      random.text(60),
    ]),
  (random, draft) => draft.fields.push(random.pick(conditions)),
  (random, draft) => {
    const cookie = random.text(random.pick([30, 3_000]), 'ab=;, "%\\');
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      draft.fields.push(['Cookie', cookie]);
    }
  },
  (random, draft) => {
    const [name, value] = random.pick(draft.fields.length > 0 ? draft.fields : [['X', 'x']]);
    if (name !== 'Host') draft.fields.push([name, random.chance(0.5) ? value : random.text(20)]);
  },
  (random, draft) => draft.fields.push(['X', random.text(60, '\t abc\x80\xff"\\,;')]),
  (random, draft) => {
    for (let count = random.below(300); count > 0; count -= 1)
      draft.fields.push([`X-${count}`, 'x']);
  },
  (random, draft) =>
    draft.fields.push([
      'Connection',
      random.pick(['close', 'keep-alive', 'upgrade', 'x, close', 'content-type']),
    ]),
  (random, draft) => draft.fields.push(...draft.fields.slice(random.below(9), 9)),
  (random, draft) => {
    draft.fields = draft.fields.map(([name, value]) => [
      random.mutate(name, 0.3, (c) => c.toUpperCase()),
      value,
    ]);
  },
  (random, draft) => {
    draft.fields = draft.fields.filter(() => !random.chance(0.3));
  },
];

const offers: Change[] = [
  (random, draft) => {
    draft.fields.push(
      ['Connection', 'Upgrade'],
      ['Upgrade', random.pick(['websocket', 'h2c', 'x'])],
    );
  },
];

const contents: Change[] = [
  (random, draft) => {
    draft.content = Buffer.from(alteredJson(random, draft.content?.toString() ?? '{}'));
  },
  (random, draft) => {
    draft.content = Buffer.from(alteredJson(random, draft.content?.toString() ?? '{}'));
  },
  (random, draft) => {
    draft.content = Buffer.from(hostileJson(random));
  },
  (random, draft) => {
    draft.content = Buffer.from(hostileJson(random));
  },
  (random, draft) => {
    draft.content = random.octets(random.pick([4, 200, 5_000]));
  },
  (random, draft) => {
    draft.content = Buffer.from(
      random.pick([
        '',
        ' ',
        '{}',
        '[]',
        'null',
        '""',
        '0',
        '\ufeff{}',
        '{"a":',
        pem,
        JSON.stringify(pem),
        `${pem}${pem}`,
      ]),
    );
  },
  (random, draft) => {
    draft.content = Buffer.alloc(
      random.pick([4_096, 4_097, 196_610, 196_611]),
      random.pick(['[', '{"a":', '"', ' ', 'x']),
    );
  },
  (random, draft) => {
    if (draft.content)
      draft.content = draft.content.subarray(0, random.below(draft.content.length + 1));
  },
  (_random, draft) => {
    draft.content = undefined;
  },
];

const others: Change[] = [
  (random, draft) => {
    draft.method = random.pick([
      'HEAD',
      'OPTIONS',
      'POST',
      'PATCH',
      'PUT',
      'DELETE',
      'GET',
      'TRACE',
      'PROPFIND',
      'QUERY',
    ]);
    if (draft.method === 'QUERY') draft.isTorn = true;
  },
  (random, draft) => {
    if (random.chance(0.3)) draft.version = '1.0';
  },
  (random, draft) => {
    draft.isTorn = draft.isTorn || random.chance(0.1);
  },
];

/** A parameter and its value as JSON; most pairs agree with one another or differ in their spelling alone. */
const filters: ReadonlyArray<[name: string, inQuery: string, inBody: string]> = [
  ['timestamp', '1620000000', '"1620000000"'],
  ['timestamp', '1620000000', '162e7'],
  ['timestamp', '%31620000000', '1620000000.0'],
  ['timestamp', '0', '-0'],
  ['timestamp', '1', '"1\\u0000"'],
  ['session_id', 'a+b', '"a b"'],
  ['session_id', 'a%2Bb', '"a\\u002bb"'],
  ['session_id', '~', '"\\u007e"'],
  ['session_id', 'x'.repeat(64), JSON.stringify('x'.repeat(65))],
  ['serial_numbers', '3', '["3"]'],
  ['serial_numbers', '3&serial_numbers=6', '["6","3"]'],
  ['serial_numbers', '3&serial_numbers=3', '["3","3"]'],
  ['serial_numbers', '3,6', '["3,6"]'],
];

/** The same parameter in the query and in the body, or in one of them, or another one in each (R3). */
const pairs: Change[] = [
  (random, draft) => {
    const [name, inQuery] = random.pick(filters);
    const [other, , inBody] = random.chance(0.7)
      ? random.pick(filters.filter((one) => one[0] === name))
      : random.pick(filters);
    if (random.chance(0.8)) draft.query.push(`${name}=${inQuery}`);
    if (random.chance(0.8)) draft.content = Buffer.from(`{${JSON.stringify(other)}:${inBody}}`);
    if (random.chance(0.7)) draft.fields.push(['Content-Type', 'application/json']);
  },
];

/** What a browser asks before it sends a request to another origin (R33), and what only looks like it. */
const preflights: Change[] = [
  (random, draft) => {
    draft.method = 'OPTIONS';
    draft.content = undefined;
    draft.fields = draft.fields.filter(([name]) => name !== 'Authorization');
    draft.fields.push(['Origin', random.pick(['https://page.example', 'null', '', 'x, y'])]);
    if (random.chance(0.9)) {
      const method = random.pick(['GET', 'DELETE', 'get', 'PATCH', '', 'a b', '*']);
      draft.fields.push(['Access-Control-Request-Method', method]);
    }
    if (random.chance(0.7)) {
      const names = random.pick(['authorization', 'content-type,x', '*', ',', 'a b', 'x\tx']);
      draft.fields.push(['Access-Control-Request-Headers', names]);
    }
  },
];

const changes: Change[] = [
  ...targets,
  ...fields,
  ...offers,
  ...contents,
  ...pairs,
  ...preflights,
  ...others,
];

function targetOf(random: Random, { path, query }: Draft): string {
  const fragment = random.chance(0.01) ? '#x' : '';
  const given = query.length === 0 ? '' : `?${query.join('&')}`;
  return `${path}${given}${fragment}`.replaceAll(' ', '%20');
}

/** Writes a request as HTTP demands, or, of one that is torn, not. */
function write(random: Random, draft: Draft, target: string): Buffer {
  const all = [...draft.fields];
  const hosts = all.filter(([name]) => name.toLowerCase() === 'host').length;
  const isInvalid = /[^\x21-\x7e]/.test(target);
  draft.isMalformed = isInvalid || hosts > 1 || (hosts === 0 && draft.version === '1.1');
  let content = draft.content ?? Buffer.alloc(0);
  if (draft.content !== undefined && draft.version === '1.1' && random.chance(0.3)) {
    all.push(['Transfer-Encoding', random.chance(0.9) ? 'chunked' : 'gzip, chunked']);
    content = inChunks(random, content);
  } else if (draft.content !== undefined) {
    all.push(['Content-Length', String(content.length)]);
  }
  if (draft.isTorn) tear(random, all);
  const eol = draft.isTorn && random.chance(0.2) ? '\n' : '\r\n';
  const colon = draft.isTorn && random.chance(0.2) ? ' : ' : ': ';
  const lines = all.map(([name, value]) => `${name}${colon}${value}${eol}`).join('');
  const start = `${draft.method} ${target} HTTP/${draft.version}${eol}`;
  return Buffer.concat([Buffer.from(`${start}${lines}${eol}`, 'latin1'), content]);
}

function inChunks(random: Random, content: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < content.length; ) {
    const chunk = content.subarray(at, at + 1 + random.below(random.pick([3, 100, 10_000])));
    const extension = random.chance(0.1) ? random.pick([';a', ';a=b', ';a="b c"']) : '';
    const size = chunk.length.toString(16).replace(/^/, random.chance(0.1) ? '000' : '');
    parts.push(Buffer.from(`${size}${extension}\r\n`), chunk, Buffer.from('\r\n'));
    at += chunk.length;
    if (parts.length > 3_000) {
      const rest = content.subarray(at);
      if (rest.length > 0)
        parts.push(Buffer.from(`${rest.length.toString(16)}\r\n`), rest, Buffer.from('\r\n'));
      break;
    }
  }
  const trailer = random.chance(0.1) ? 'X-Trailer: x\r\n' : '';
  return Buffer.concat([...parts, Buffer.from(`0\r\n${trailer}\r\n`)]);
}

function tear(random: Random, all: Array<[string, string]>): void {
  all.push(
    random.pick<[string, string]>([
      [
        'Content-Length',
        random.pick([
          '0',
          '1',
          '100',
          '-1',
          '+1',
          '1,1',
          '0x1',
          '99999999999999999999',
          '9007199254740993',
        ]),
      ],
      [
        'Transfer-Encoding',
        random.pick(['chunked', 'gzip', 'identity', 'chunked, chunked', ' chunked', 'xchunked']),
      ],
      ['X', 'a\rb'],
      ['X', 'a\0b'],
      ['X', 'a\r\n b'],
      ['', 'x'],
      ['X\x00', 'x'],
      ['X'.repeat(9_000), 'x'.repeat(9_000)],
      ['\r\nX', 'x'],
    ]),
  );
}

/** The octets with some of them changed, cut off, doubled or replaced altogether. */
function noise(random: Random, octets: Buffer): Buffer {
  const copy = Buffer.from(octets);
  for (let count = random.below(10); count > 0; count -= 1) {
    copy[random.below(copy.length)] = random.below(256);
  }
  return random.pick([
    () => copy,
    () => copy.subarray(0, random.below(copy.length)),
    () => Buffer.concat([random.octets(20), copy]),
    () => random.octets(300),
  ])();
}
