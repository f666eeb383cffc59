import { contractValidator } from '@p2core/client/validate';
import { document } from '@p2core/types/document';
import { answering, challenge, json, text } from './answering.js';
import { having, unexpected } from './assert.js';
import { cases } from './world.js';

const noStore = { 'Cache-Control': 'no-store' };
const validate = contractValidator();

const examples = document.components.examples as Record<string, { value: string }>;
const pem = examples['server-id-cert']?.value as string;
const lookUp = { ETag: '"a"', 'Cache-Control': 'public, max-age=3600', Vary: 'Accept' };

/** Answers with a fault, and the words by which the validator reports it. */
const faults: Array<[string, Response, RegExp]> = [
  ['a missing header field', json(200, challenge), /\/headers\/Cache-Control: is missing/],
  [
    'a wrong header field',
    json(200, challenge, { 'Cache-Control': 'public' }),
    /\/headers\/Cache-Control: must match pattern/,
  ],
  [
    'a challenge that is too short',
    json(200, { ...challenge, challenge: 'a' }, noStore),
    /\/body\/challenge: must NOT have fewer/,
  ],
  [
    'expires as a string, which a client accepts and a server must not send (R1)',
    json(200, { ...challenge, expires: '1' }, noStore),
    /\/body\/expires: must be integer/,
  ],
  [
    'every fault at once',
    json(200, { challenge: '-', expires: -1 }),
    /Cache-Control.*challenge.*expires/,
  ],
  ['content that is not JSON', text('application/json', '{'), /\/body: is not JSON/],
  [
    'a type that is not declared',
    text('text/html', 'x'),
    /\/headers\/Content-Type: "text\/html" is not declared/,
  ],
  [
    'a status that is not declared',
    new Response('', { status: 418 }),
    /\/status: 418 is not declared/,
  ],
  [
    'an errcode of another type',
    json(500, { errcode: '500', error: 'P2CORE_INTERNAL' }),
    /\/body\/errcode: must be integer/,
  ],
];

/** Cases of the validator, which is for those who test servers. */
export const validationCases = cases('validator', {
  ...Object.fromEntries(
    faults.map(([what, response, words]) => [
      `it finds ${what}`,
      async () => {
        const { client } = answering([response], { validate });
        await unexpected(client.getChallenge(), 'INVALID', words);
      },
    ]),
  ),

  async 'it finds content where there must be none'() {
    const conflict = new Response('hello', { status: 409, headers: noStore });
    const { client } = answering([conflict], { validate });
    await unexpected(client.getEvents(), 'INVALID', /\/body: must be empty/);
  },

  async 'it finds a PEM that is not written as the contract says'() {
    const { client } = answering([json(200, pem.replaceAll('\n', '\r\n'), lookUp)], { validate });
    await unexpected(client.getServerIdCert(), 'INVALID', /\/body: must match pattern/);
  },

  async 'the error of a validator that throws has the status of the answer'() {
    const broken = () => {
      throw new Error('no schema');
    };
    const { client } = answering([json(200, challenge)], { validate: broken });
    await unexpected(client.getChallenge(), 'INVALID', /: 200: no schema$/);
  },

  async 'it accepts a right answer'() {
    having(
      await answering([json(200, challenge, noStore)], { validate }).client.getChallenge(),
      200,
    );
    having(await answering([json(200, pem, lookUp)], { validate }).client.getServerIdCert(), 200);
    const conflict = new Response(null, { status: 409, headers: noStore });
    having(await answering([conflict], { validate }).client.getEvents(), 409);
  },
});
