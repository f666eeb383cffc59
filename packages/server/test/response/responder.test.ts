/** The ways in which a handler can break the contract at run time. No part of the bad answer is sent. */

import { RawConnection } from '@p2core/testing/raw-connection';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ContractError } from '../../src/index.js';
import { type Asked, ask, outcome, requestFor } from '../support/ask.js';
import { aliceToken } from '../support/every-operation.js';
import { exampleText } from '../support/examples.js';
import { serve, type TestHandlers, type TestServer } from '../support/serve.js';

const challenge = { challenge: 'UH675678rbnFGNHJV2ijcnr3ghjHV74jah', expires: 1 };
const event = { n: 'core', op: '8', d: {}, s: '17' };
const pem = exampleText('server-id-cert');
const secret = 'SECRET';

let validating: TestServer;
let trusting: TestServer;
beforeAll(async () => {
  validating = await serve();
  trusting = await serve({ validateAnswers: false });
});
afterAll(() => Promise.all([validating.close(), trusting.close()]));

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

function deep(levels: number): object {
  return levels === 0 ? {} : { d: deep(levels - 1) };
}

interface Lie {
  operation: 'getChallenge' | 'getServerIdCert' | 'getActorIdCerts' | 'getEvents';
  answer: unknown;
  pointer: string;
  reason: RegExp;
  accept?: string;
  /** What the client sees with the switch off; 500 where HTTP cannot say it at all. */
  unchecked: number;
}

const targets = {
  getChallenge: '/challenge',
  getServerIdCert: '/idcert/server',
  getActorIdCerts: '/idcert/actor/a@b',
  getEvents: '/events',
};

const lies: Record<string, Lie> = {
  'an undeclared status': {
    operation: 'getChallenge',
    answer: { status: 201, headers: { RateLimit: secret }, body: challenge },
    pointer: '/status',
    reason: /201 is not declared/,
    unchecked: 201,
  },
  'a wrong body': {
    operation: 'getChallenge',
    answer: { status: 200, body: { challenge: secret, expires: 1 } },
    pointer: '/body/challenge',
    reason: /must NOT have fewer than 32 characters/,
    unchecked: 200,
  },
  'a member of a wrong type': {
    operation: 'getChallenge',
    answer: { status: 200, body: { ...challenge, expires: '1' } },
    pointer: '/body/expires',
    reason: /must be integer/,
    unchecked: 200,
  },
  'a missing member': {
    operation: 'getChallenge',
    answer: { status: 200, body: { challenge: challenge.challenge } },
    pointer: '/body',
    reason: /must have required property 'expires'/,
    unchecked: 200,
  },
  'a missing body': {
    operation: 'getChallenge',
    answer: { status: 200, headers: { RateLimit: '"a";r=1' } },
    pointer: '/body',
    reason: /is missing/,
    unchecked: 200,
  },
  'a body on an empty answer': {
    operation: 'getEvents',
    answer: { status: 409, body: [secret] },
    pointer: '/body',
    reason: /must be empty/,
    unchecked: 409,
  },
  'a missing header': {
    operation: 'getChallenge',
    answer: { error: 'P2CORE_RATE_LIMITED', message: secret },
    pointer: '/headers/Retry-After',
    reason: /is missing/,
    unchecked: 429,
  },
  'an undeclared member': {
    operation: 'getChallenge',
    answer: { status: 200, body: { ...challenge, secret } },
    pointer: '/body/secret',
    reason: /is not declared/,
    unchecked: 200,
  },
  'an undeclared member of an error': {
    operation: 'getActorIdCerts',
    answer: { status: 404, body: { errcode: 404, error: 'P2CORE_ACTOR_NOT_FOUND', secret } },
    pointer: '/body/secret',
    reason: /is not declared/,
    unchecked: 404,
  },
  'an undeclared member of a detail': {
    operation: 'getActorIdCerts',
    answer: {
      error: 'P2CORE_ACTOR_NOT_FOUND',
      details: [{ path: '', message: 'x', 'a/b': secret }],
    },
    pointer: '/body/details/0/a~1b',
    reason: /is not declared/,
    unchecked: 404,
  },
  'a function among the members': {
    operation: 'getEvents',
    answer: { status: 200, body: [{ ...event, d: { run: () => secret } }] },
    pointer: '/body/0/d/run',
    reason: /a function is not JSON/,
    unchecked: 200,
  },
  'a value that is too deep': {
    operation: 'getEvents',
    answer: { status: 200, body: [{ ...event, d: deep(1_001) }] },
    pointer: `/body/0/d${'/d'.repeat(998)}`,
    reason: /is more than 1000 deep/,
    unchecked: 200,
  },
  'an undeclared header': {
    operation: 'getChallenge',
    answer: { status: 200, headers: { 'X-Powered-By': secret }, body: challenge },
    pointer: '/headers/X-Powered-By',
    reason: /is not declared/,
    unchecked: 200,
  },
  'an undeclared header of an error': {
    operation: 'getActorIdCerts',
    answer: { error: 'P2CORE_ACTOR_NOT_FOUND', headers: { 'Set-Cookie': secret } },
    pointer: '/headers/Set-Cookie',
    reason: /is not declared/,
    unchecked: 404,
  },
  'a header that the responder makes': {
    operation: 'getChallenge',
    answer: { status: 200, headers: { 'Content-Length': '1' }, body: challenge },
    pointer: '/headers/Content-Length',
    reason: /is not declared/,
    unchecked: 200,
  },
  'an ill-formed header': {
    operation: 'getChallenge',
    answer: { status: 200, headers: { RateLimit: secret }, body: challenge },
    pointer: '/headers/RateLimit',
    reason: /must match pattern/,
    unchecked: 200,
  },
  'a header with CR LF': {
    operation: 'getChallenge',
    answer: {
      status: 200,
      headers: { RateLimit: `"a";r=1\r\nSet-Cookie: ${secret}` },
      body: challenge,
    },
    pointer: '/headers/RateLimit',
    reason: /not a field value/,
    unchecked: 500,
  },
  'a header with a letter outside ASCII': {
    operation: 'getChallenge',
    answer: { status: 200, headers: { RateLimit: '"ä";r=1' }, body: challenge },
    pointer: '/headers/RateLimit',
    reason: /not a field value/,
    unchecked: 500,
  },
  'a header whose name has CR LF': {
    operation: 'getChallenge',
    answer: { status: 200, headers: { [`X\r\nSet-Cookie: ${secret}`]: 'a' }, body: challenge },
    pointer: `/headers/X\r\nSet-Cookie: ${secret}`,
    reason: /not a token/,
    unchecked: 500,
  },
  'a header that is a number': {
    operation: 'getChallenge',
    answer: { error: 'P2CORE_UNAVAILABLE', headers: { 'Retry-After': 30 } },
    pointer: '/headers/Retry-After',
    reason: /not a field value/,
    unchecked: 500,
  },
  'a header that is a list': {
    operation: 'getChallenge',
    answer: { error: 'P2CORE_UNAVAILABLE', headers: { 'Retry-After': ['30', '31'] } },
    pointer: '/headers/Retry-After',
    reason: /not a field value/,
    unchecked: 500,
  },
  'an error code that the operation does not list': {
    operation: 'getActorIdCerts',
    answer: { error: 'P2CORE_SESSION_NOT_FOUND', message: secret },
    pointer: '/body/error',
    reason: /P2CORE_SESSION_NOT_FOUND is not listed/,
    unchecked: 404,
  },
  'one whose status is not declared either': {
    operation: 'getChallenge',
    answer: { error: 'P2CORE_SESSION_NOT_FOUND' },
    pointer: '/status',
    reason: /404 is not declared/,
    unchecked: 404,
  },
  'one of scope any, which no operation answers with': {
    operation: 'getActorIdCerts',
    answer: { error: 'P2CORE_NOT_FOUND' },
    pointer: '/body/error',
    reason: /P2CORE_NOT_FOUND is not listed/,
    unchecked: 404,
  },
  'an error code that does not exist': {
    operation: 'getChallenge',
    answer: { error: 'P2CORE_NONSENSE' },
    pointer: '/body/error',
    reason: /P2CORE_NONSENSE is no code of the registry/,
    unchecked: 500,
  },
  'a prototype-named error code': {
    operation: 'getChallenge',
    answer: { error: 'constructor' },
    pointer: '/body/error',
    reason: /constructor is no code of the registry/,
    unchecked: 500,
  },
  'an error by hand whose code has another status': {
    operation: 'getActorIdCerts',
    answer: { status: 404, body: { errcode: 404, error: 'P2CORE_BAD_REQUEST' } },
    pointer: '/body/error',
    reason: /belongs to the status 400/,
    unchecked: 404,
  },
  'an error by hand whose errcode is not its status': {
    operation: 'getActorIdCerts',
    answer: { status: 404, body: { errcode: 400, error: 'P2CORE_ACTOR_NOT_FOUND' } },
    pointer: '/body/errcode',
    reason: /is not 404/,
    unchecked: 404,
  },
  'an error without a code': {
    operation: 'getActorIdCerts',
    answer: { status: 404, body: { message: secret } },
    pointer: '/body',
    reason: /must have required property/,
    unchecked: 404,
  },
  'an error with details that are none': {
    operation: 'getActorIdCerts',
    answer: { error: 'P2CORE_ACTOR_NOT_FOUND', details: [{ path: 'fid', message: secret }] },
    pointer: '/body/details/0/path',
    reason: /must match pattern/,
    unchecked: 404,
  },
  'an error with an empty message': {
    operation: 'getActorIdCerts',
    answer: { error: 'P2CORE_ACTOR_NOT_FOUND', message: '' },
    pointer: '/body/message',
    reason: /must NOT have fewer than 1 characters/,
    unchecked: 404,
  },
  NaN: {
    operation: 'getChallenge',
    answer: { status: 200, body: { ...challenge, expires: Number.NaN } },
    pointer: '/body/expires',
    reason: /must be integer/,
    unchecked: 200,
  },
  'a Date': {
    operation: 'getChallenge',
    answer: { status: 200, body: { ...challenge, expires: new Date(0) } },
    pointer: '/body/expires',
    reason: /has a toJSON/,
    unchecked: 200,
  },
  'a BigInt': {
    operation: 'getChallenge',
    answer: { status: 200, body: { ...challenge, expires: 1n } },
    pointer: '/body/expires',
    reason: /a bigint is not JSON/,
    unchecked: 500,
  },
  'a cyclic value': {
    operation: 'getEvents',
    answer: { status: 200, body: [{ ...event, d: cyclic }] },
    pointer: '/body/0/d/self',
    reason: /is circular/,
    unchecked: 500,
  },
  'a value whose toJSON throws': {
    operation: 'getChallenge',
    answer: {
      status: 200,
      body: {
        toJSON() {
          throw new Error('no');
        },
      },
    },
    pointer: '/body',
    reason: /has a toJSON/,
    unchecked: 500,
  },
  'a function': {
    operation: 'getChallenge',
    answer: { status: 200, body: () => challenge },
    pointer: '/body',
    reason: /a function is not JSON/,
    unchecked: 500,
  },
  'a Map': {
    operation: 'getChallenge',
    answer: { status: 200, body: new Map(Object.entries(challenge)) },
    pointer: '/body',
    reason: /must have required property/,
    unchecked: 200,
  },
  'a Buffer in the place of a string': {
    operation: 'getServerIdCert',
    answer: { status: 200, body: Buffer.from(pem) },
    pointer: '/body',
    reason: /has a toJSON/,
    unchecked: 200,
  },
  'text where a PEM is expected': {
    operation: 'getServerIdCert',
    answer: { status: 200, body: `${secret} ${pem}` },
    accept: 'application/x-pem-file',
    pointer: '/body',
    reason: /must match pattern/,
    unchecked: 200,
  },
  'an object where a PEM is expected': {
    operation: 'getServerIdCert',
    answer: { status: 200, body: { pem } },
    accept: 'text/plain',
    pointer: '/body',
    reason: /must be string/,
    unchecked: 200,
  },
  'a PEM with CR LF': {
    operation: 'getServerIdCert',
    answer: { status: 200, body: pem.replaceAll('\n', '\r\n') },
    pointer: '/body',
    reason: /must match pattern/,
    unchecked: 200,
  },
  'two PEMs': {
    operation: 'getServerIdCert',
    answer: { status: 200, body: pem + pem },
    pointer: '/body',
    reason: /must match pattern/,
    unchecked: 200,
  },
  'an empty list where there must be one': {
    operation: 'getEvents',
    answer: { status: 200, body: [] },
    pointer: '/body',
    reason: /must NOT have fewer than 1 items/,
    unchecked: 200,
  },
  nothing: {
    operation: 'getChallenge',
    answer: undefined,
    pointer: '',
    reason: /the handler returned undefined/,
    unchecked: 500,
  },
  null: {
    operation: 'getChallenge',
    answer: null,
    pointer: '',
    reason: /the handler returned null/,
    unchecked: 500,
  },
  'an error and an answer in one': {
    operation: 'getEvents',
    answer: { status: 409, error: 'P2CORE_INTERNAL' },
    pointer: '',
    reason: /a status and an error/,
    unchecked: 500,
  },
  'an error with a body': {
    operation: 'getEvents',
    answer: { error: 'P2CORE_INTERNAL', body: [secret] },
    pointer: '',
    reason: /a body and an error/,
    unchecked: 500,
  },
  'headers that are null': {
    operation: 'getChallenge',
    answer: { status: 200, headers: null, body: challenge },
    pointer: '',
    reason: /cannot be read: TypeError/,
    unchecked: 500,
  },
  'a prototype-named status': {
    operation: 'getChallenge',
    answer: { status: '__proto__', body: challenge },
    pointer: '/status',
    reason: /__proto__ is not the status/,
    unchecked: 500,
  },
  'a member that throws': {
    operation: 'getChallenge',
    answer: {
      get status() {
        throw new Error('no');
      },
    },
    pointer: '',
    reason: /cannot be read: Error: no/,
    unchecked: 500,
  },
  'a bare body': {
    operation: 'getChallenge',
    answer: challenge,
    pointer: '/status',
    reason: /undefined is not the status/,
    unchecked: 500,
  },
  'a status that is a string': {
    operation: 'getChallenge',
    answer: { status: '200', body: challenge },
    pointer: '/status',
    reason: /200 is not the status/,
    unchecked: 500,
  },
  'an interim status': {
    operation: 'getChallenge',
    answer: { status: 103 },
    pointer: '/status',
    reason: /103 is not the status of a final answer/,
    unchecked: 500,
  },
};

describe.each(Object.entries(lies))('%s', (_name, lie) => {
  const { operation, answer, pointer, reason, accept, unchecked } = lie;
  const asked: Asked = {
    token: aliceToken,
    ...(accept !== undefined && { fields: [['Accept', accept]] }),
  };
  const handlers: TestHandlers = { [operation]: () => answer };

  test('is stopped', async () => {
    validating.use(handlers);
    const received = await ask(validating, 'GET', targets[operation], asked);
    expect(outcome(received)).toBe('500 P2CORE_INTERNAL');
    expect(JSON.stringify(received)).not.toContain(secret);
    expect(Object.keys(received.headers).sort()).toEqual(headersOfAnError);
    expect(validating.log).toHaveLength(1);
    const [entry] = validating.log;
    expect(entry).toMatchObject({ operation, pointer });
    expect(entry?.reason).toMatch(reason);
  });

  test(`is ${unchecked} with the switch off`, async () => {
    trusting.use(handlers);
    const received = await ask(trusting, 'GET', targets[operation], asked);
    expect(received.status).toBe(unchecked);
    expect(trusting.log).toHaveLength(unchecked === 500 ? 1 : 0);
    if (unchecked === 500) {
      expect(Object.keys(received.headers).sort()).toEqual(headersOfAnError);
      expect(JSON.stringify(received)).not.toContain(secret);
    }
  });
});

const headersOfAnError = [
  'access-control-allow-origin',
  'access-control-expose-headers',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'x-powered-by',
];

describe('a value is read once, and the validated copy is sent', () => {
  async function bodyOf(answer: unknown): Promise<unknown> {
    validating.use({ getEvents: () => answer });
    const received = await ask(validating, 'GET', '/events', { token: aliceToken });
    expect(validating.log).toEqual([]);
    expect(received.status).toBe(200);
    return JSON.parse(received.body);
  }

  test('from a getter that returns another value the second time', async () => {
    let reads = 0;
    const changing = {
      ...event,
      get op() {
        reads += 1;
        return reads === 1 ? '8' : secret;
      },
    };
    expect(await bodyOf({ status: 200, body: [changing] })).toEqual([event]);
    expect(reads).toBe(1);
  });

  test('from a result and header fields with such getters', async () => {
    let reads = 0;
    const once = (first: unknown) => ({
      enumerable: true,
      get: () => (reads++ < 2 ? first : secret),
    });
    const headers = Object.defineProperty({}, 'RateLimit', once('"a";r=1'));
    const answer = Object.defineProperty({ status: 200, headers }, 'body', once([event]));
    expect(await bodyOf(answer)).toEqual([event]);
    expect(reads).toBe(2);
  });

  test('members that JSON leaves out are left out, and further members of an event stay', async () => {
    const given = {
      ...event,
      d: { list: [undefined, Number.NaN], gone: undefined },
      further: [{}],
      gone: undefined,
    };
    expect(await bodyOf({ status: 200, body: [given] })).toEqual([
      { ...event, d: { list: [null, null] }, further: [{}] },
    ]);
  });

  test('a member named __proto__ is a member', async () => {
    const d = JSON.parse('{"__proto__":{"a":1},"constructor":2}');
    validating.use({ getEvents: () => ({ status: 200, body: [{ ...event, d }] }) });
    const { body } = await ask(validating, 'GET', '/events', { token: aliceToken });
    expect(body).toContain('"d":{"__proto__":{"a":1},"constructor":2}');
  });

  test('instances of classes are written as JSON writes them', async () => {
    class OfTheGateway {
      n = 'core';
      op = '8';
      d = {};
      s = '17';
      get secret() {
        return secret;
      }
    }
    expect(await bodyOf({ status: 200, body: [new OfTheGateway()] })).toEqual([event]);
  });
});

describe('what a handler throws', () => {
  async function thrown(error: unknown, server = validating) {
    server.use({
      getActorIdCerts() {
        throw error;
      },
    });
    return ask(server, 'GET', targets.getActorIdCerts);
  }

  test.each([
    ['an Error', new Error(secret)],
    [
      'an Error with a status, as of http-errors',
      Object.assign(new Error(secret), { status: 404 }),
    ],
    ['a string', secret],
    ['undefined', undefined],
    ['null', null],
    ['an object that looks like an answer', { status: 200, body: secret }],
  ])('%s is a 500 without detail, and one entry in the log', async (_name, error) => {
    const answer = await thrown(error);
    expect(outcome(answer)).toBe('500 P2CORE_INTERNAL');
    expect(answer.body).not.toContain(secret);
    expect(validating.log).toEqual([
      { operation: 'getActorIdCerts', err: error, message: 'a request failed' },
    ]);
  });

  test('an error of the registry is sent unchanged', async () => {
    const details = [{ path: '/params/fid', message: 'is gone' }];
    const error = new ContractError('P2CORE_ACTOR_NOT_FOUND', { message: 'Gone.', details });
    const answer = await thrown(error);
    expect(JSON.parse(answer.body)).toEqual({
      errcode: 404,
      error: 'P2CORE_ACTOR_NOT_FOUND',
      message: 'Gone.',
      details,
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(validating.log).toEqual([]);
  });

  test('an error that the operation does not list is 500, and the log says so', async () => {
    const answer = await thrown(new ContractError('P2CORE_SESSION_NOT_FOUND'));
    expect(outcome(answer)).toBe('500 P2CORE_INTERNAL');
    expect(validating.log[0]).toMatchObject({ pointer: '/body/error' });
  });

  test('a rejected promise is the same', async () => {
    validating.use({ getChallenge: () => Promise.reject(new Error(secret)) });
    expect(outcome(await ask(validating, 'GET', '/challenge'))).toBe('500 P2CORE_INTERNAL');
    expect(validating.log).toHaveLength(1);
  });

  test('messages and details are cut to the lengths of the contract', async () => {
    const details = Array.from({ length: 101 }, () => ({ path: '', message: 'x' }));
    const message = 'x'.repeat(1_001);
    const answer = await thrown(new ContractError('P2CORE_ACTOR_NOT_FOUND', { message, details }));
    const body = JSON.parse(answer.body);
    expect(body.message).toHaveLength(1_000);
    expect(body.details).toHaveLength(100);
  });
});

describe('a client that has left', () => {
  async function leave(handler: (context: { signal: AbortSignal }) => unknown): Promise<void> {
    let isCalled = () => {};
    let isDone = () => {};
    const called = new Promise<void>((resolve) => {
      isCalled = resolve;
    });
    const done = new Promise<void>((resolve) => {
      isDone = resolve;
    });
    validating.use({
      async getChallenge(_request, context) {
        isCalled();
        try {
          return await handler(context);
        } finally {
          isDone();
        }
      },
    });
    const connection = await RawConnection.open(validating.port);
    connection.write(requestFor('GET', '/challenge'));
    await called;
    connection.reset();
    await done;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  const left = (signal: AbortSignal) =>
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

  test('aborts the signal, and an answer that comes later is dropped', async () => {
    await leave(async ({ signal }) => {
      await left(signal);
      return { status: 200, body: challenge };
    });
    expect(validating.log).toEqual([]);
  });

  test('gets no answer of a handler that throws later, and the log gets one entry', async () => {
    await leave(async ({ signal }) => {
      await left(signal);
      throw new Error(secret);
    });
    expect(validating.log).toEqual([expect.objectContaining({ operation: 'getChallenge' })]);
  });

  test('causes no entries in the log by leaving', async () => {
    await leave(async ({ signal }) => {
      await left(signal);
      signal.throwIfAborted();
    });
    expect(validating.log).toEqual([]);
  });

  test('is known to a handler that asks for the signal later', async () => {
    let isAborted: boolean | undefined;
    await leave(async (context) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      isAborted = context.signal.aborted;
      return { status: 200, body: challenge };
    });
    expect(isAborted).toBe(true);
  });

  test('does not count as having left once it has its answer', async () => {
    let signal: AbortSignal | undefined;
    validating.use({
      getChallenge(_request, context) {
        signal = context.signal;
        return { status: 200, body: challenge };
      },
    });
    await ask(validating, 'GET', '/challenge');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(signal?.aborted).toBe(false);
  });
});

test('a member with a default in the contract may be left out', async () => {
  validating.use({ getChallenge: () => ({ error: 'P2CORE_METHOD_NOT_ALLOWED' }) });
  const answer = await ask(validating, 'GET', '/challenge');
  expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
  validating.use({ getEvents: () => ({ error: 'P2CORE_UNAUTHORIZED' }) });
  const other = await ask(validating, 'GET', '/events', { token: aliceToken });
  expect(other.headers['www-authenticate']).toBe('Bearer realm="polyproto"');
  expect(validating.log).toEqual([]);
});
