import { document } from '@p2core/types/document';
import { answering, challenge, failing, json, text } from './answering.js';
import { equal, having, ok, unexpected } from './assert.js';
import { cases } from './world.js';

const examples = document.components.examples as Record<string, { value: string }>;
const pem = examples['server-id-cert']?.value as string;
const base64 = pem.replace(/-----.*-----|\n/g, '');
const onLines = (length: number, end: string) =>
  ['-----BEGIN CERTIFICATE-----', ...(base64.match(new RegExp(`.{1,${length}}`, 'g')) ?? [])]
    .concat('-----END CERTIFICATE-----')
    .join(end);

const writings: Record<string, string> = {
  'as openssl writes it': pem,
  'with CR LF': pem.replaceAll('\n', '\r\n'),
  'with CR alone': pem.replaceAll('\n', '\r'),
  'without a line feed at its end': pem.trimEnd(),
  'with white space around it': `\uFEFF \n${pem}\n\n`,
  'on lines of 76 characters': onLines(76, '\r\n'),
  'on one line': onLines(10_000, '\n'),
};

const mediaTypes: Record<string, (content: string) => Response> = {
  'application/json': (content) => json(200, content),
  'Application/JSON; charset=utf-8': (content) =>
    text('Application/JSON; charset=utf-8', JSON.stringify(content)),
  'application/x-pem-file': (content) => text('application/x-pem-file', content),
  'text/plain;charset=UTF-8': (content) => text('text/plain;charset=UTF-8', content),
};

const pemCases = Object.entries(mediaTypes).flatMap(([mediaType, respond]) =>
  Object.entries(writings).map(([how, written]) => [
    `a PEM ${how} in ${mediaType} is given as openssl writes it`,
    async () => {
      const { client } = answering([respond(written)]);
      equal(having(await client.getServerIdCert(), 200).body, pem);
    },
  ]),
);

const noPems: Record<string, string> = {
  nothing: '',
  'another label': pem.replaceAll('CERTIFICATE', 'PUBLIC KEY'),
  'two PEMs': pem + pem,
  'text before the PEM': `subject=home\n${pem}`,
  'no Base64': pem.replace('MII', 'M*I'),
  'Base64 of an impossible length': pem.replace('MII', 'MI'),
  'no content': '-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----\n',
  'the first line alone': '-----BEGIN CERTIFICATE-----',
};

const noPemCases = Object.entries(noPems).map(([what, written]) => [
  `${what} instead of a PEM is unreadable`,
  async () => {
    const { client } = answering([text('text/plain', written)]);
    await unexpected(client.getServerIdCert(), 'UNREADABLE', /: 200: .*CERTIFICATE/);
  },
]);

/** Cases of values that a server may send in two forms: the client gives one (R1, R5, R14, R24). */
export const oneFormCases = cases('one form', {
  ...Object.fromEntries(pemCases),
  ...Object.fromEntries(noPemCases),

  async "PEMs in an actor's list are given as openssl writes them"() {
    const idcerts = Object.values(writings);
    const { client } = answering([json(200, { idcerts, invalidated: idcerts.map(() => false) })]);
    const { body } = having(await client.getActorIdCerts({ fid: 'a@b' }), 200);
    equal(
      body.idcerts,
      idcerts.map(() => pem),
    );
  },

  async 'expires is given as a number, whether sent as a number or a decimal string (R1)'() {
    for (const expires of [1620000300, '1620000300']) {
      const { client } = answering([json(200, { ...challenge, expires })]);
      equal(having(await client.getChallenge(), 200).body, challenge);
    }
  },

  async 'any other expires is unreadable'() {
    for (const expires of [
      null,
      '',
      '0x10',
      '1e3',
      '-1',
      1.5,
      '9007199254740992',
      2 ** 53,
      [],
      true,
    ]) {
      const { client } = answering([json(200, { ...challenge, expires })]);
      await unexpected(client.getChallenge(), 'UNREADABLE', /expires/);
    }
  },

  async 'no events are given as 409, whether sent as 409, as 204 or as 200 with an empty array (R14)'() {
    for (const response of [
      new Response(null, { status: 409 }),
      new Response(null, { status: 204 }),
      json(200, []),
    ]) {
      const { client } = answering([response]);
      const answer = having(await client.getEvents(), 409);
      equal(Object.keys(answer), ['status', 'headers']);
    }
  },

  async 'unknown members of events are kept (R15)'() {
    const event = { n: 'chat', op: '99', d: { text: 'hi' }, s: '1', extra: [1] };
    const { client } = answering([json(200, [event])]);
    equal(having(await client.getEvents(), 200).body, [event]);
  },

  async 'op and s are given as decimal strings, whether sent as strings or integers (R15)'() {
    const { client } = answering([json(200, [{ n: 'core', op: 8, d: null, s: 17 }])]);
    const event = { n: 'core', op: '8', d: null, s: '17' };
    equal(having(await client.getEvents(), 200).body, [event]);
  },

  async 'a list of ID-Certs has invalidated_at, or has no such member (R8)'() {
    const list = { idcerts: [pem, pem], invalidated: [true, false] };
    for (const more of [{ invalidated_at: [1_620_000_000, null] }, {}]) {
      const { client } = answering([json(200, { ...list, ...more })]);
      equal(having(await client.getActorIdCerts({ fid: 'a@b' }), 200).body, { ...list, ...more });
    }
    const { client } = answering([json(200, { ...list, invalidated_at: ['soon', null] })]);
    await unexpected(client.getActorIdCerts({ fid: 'a@b' }), 'UNREADABLE', /invalidated_at\/0/);
  },

  async 'an error is given with message and details where the server sent them (R24)'() {
    const details = [{ path: '/query/timestamp', message: 'is wrong' }];
    const error = 'P2CORE_BAD_REQUEST';
    for (const more of [{}, { message: 'It is wrong.' }, { message: 'It is wrong.', details }]) {
      const { client } = answering([json(400, { errcode: 400, error, ...more })]);
      const { headers, ...answer } = having(await client.getServerIdCert(), 400);
      equal(answer, { status: 400, error, ...more });
      ok(headers instanceof Headers, 'the answer has its header fields');
    }
  },

  async 'missing key material is an error with serial numbers, whether sent as an error or as a bare list (R32)'() {
    const error = 'P2CORE_KEY_MATERIAL_NOT_FOUND';
    for (const content of [{ errcode: 404, error, serial_numbers: ['3'] }, ['3']]) {
      const { client } = answering([json(404, content)], { token: 'a-token' });
      const { headers, ...answer } = having(await client.getKeyMaterial(), 404);
      equal(answer, { status: 404, error, serial_numbers: ['3'] });
    }
    const { client } = answering([json(404, ['3'])]);
    await unexpected(client.getServerIdCert(), 'UNDECLARED', /KEY_MATERIAL_NOT_FOUND/);
  },

  async 'message and details of another type are left out'() {
    const content = {
      errcode: 400,
      error: 'P2CORE_BAD_REQUEST',
      message: 42,
      details: ['x', { path: 1 }],
    };
    const { client } = answering([json(400, content)]);
    const { headers: _headers, ...answer } = having(await client.getServerIdCert(), 400);
    equal(answer, { status: 400, error: 'P2CORE_BAD_REQUEST', details: [] });
  },

  async "an error code with another code's status is undeclared"() {
    const { client } = answering([failing(404, 'P2CORE_BAD_REQUEST')]);
    await unexpected(client.getServerIdCert(), 'UNDECLARED', /404: .*P2CORE_BAD_REQUEST/);
  },

  async 'an error code that the operation does not list is undeclared'() {
    const { client } = answering([failing(404, 'P2CORE_NOT_FOUND')]);
    await unexpected(client.getServerIdCert(), 'UNDECLARED', /404: .*P2CORE_NOT_FOUND/);
  },

  async 'the error for an undeclared status names it, and quotes the server'() {
    const { client } = answering([failing(501, 'P2CORE_NOT_IMPLEMENTED')], { retries: 0 });
    const error = await unexpected(
      client.getChallenge(),
      'UNDECLARED',
      /501: .*P2CORE_NOT_IMPLEMENTED/,
    );
    equal(error.status, 501);
  },
});
