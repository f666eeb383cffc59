import { createPrivateKey } from 'node:crypto';
import { pathPrefix } from '@p2core/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKeyPackages } from '../../src/operator/mls-key-package.js';
import { newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

const cli = newCli(afterAll);
let api: string;
let session: { session_id: string; token: string; id_cert: string; private_key: string };
let events: string[];
let keyPackages: string[];
beforeAll(async () => {
  api = (await cli.serve()).ready.api;
  await cli.json(['actor', 'add', 'alice']);
  session = await cli.json(['session', 'add', 'alice']);
  events = ['event', 'add', 'alice', '--session', session.session_id];
  keyPackages = ['keypackage', 'add', 'alice', '--session', session.session_id];
});

const get = (path: string) =>
  exchange(api, {
    path: pathPrefix + path,
    headers: { Authorization: `Bearer ${session.token}` },
  });
async function made(count: number): Promise<string[]> {
  const { id_cert: idCert, private_key: privateKey } = session;
  const { d = '' } = createPrivateKey(privateKey).export({ format: 'jwk' });
  return makeKeyPackages({ idCert, seed: Buffer.from(d, 'base64url') }, count);
}

describe('event add', () => {
  test('queues an event for the running server to deliver', async () => {
    const data = JSON.stringify({ text: 'ä "x"', list: [1, null] });
    const first = await cli.json([...events, '--op', '8', '--data', data]);
    const { session_id } = session;
    expect(first).toEqual({ fid: 'alice@localhost', session_id, n: 'core', op: '8', s: '1' });
    const { stdout } = await cli.run([...events, '--op', '65535']);
    expect(stdout).toContain('Event 2 ');
    expect((await get('/events')).json).toEqual([
      { n: 'core', op: '8', d: JSON.parse(data), s: '1' },
      { n: 'core', op: '65535', d: {}, s: '2' },
    ]);
  });

  test.each<[string, () => string[]]>([
    ['an opcode that is no number', () => [...events, '--op', 'NewSession']],
    ['an opcode of six digits', () => [...events, '--op', '100000']],
    ['data that is no JSON, on two lines', () => [...events, '--op', '3', '--data', '{\n"a":\n']],
    ['data that is a list', () => [...events, '--op', '3', '--data', '[]']],
    ['data that breaks the schema of its event', () => [...events, '--op', '3', '--data', '{}']],
    ['another session', () => ['event', 'add', 'alice', '--session', 'other', '--op', '3']],
  ])('%s is refused, and nothing is queued', async (_, args) => {
    expect(await cli.failure(args())).toMatch(/^p2core-server: ./);
    expect((await get('/events')).status).toBe(409);
  });
});

async function madeByAnother(): Promise<string[]> {
  const own = session;
  session = await cli.json(['session', 'add', 'alice']);
  const others = await made(1);
  session = own;
  return others;
}

describe('keypackage add', () => {
  const take = async () => (await get('/keypackage/alice@localhost')).json;

  test('adds to the stock of the running server, in order', async () => {
    const [one = '', two = '', three = ''] = await made(3);
    const added = await cli.json([...keyPackages, one, two]);
    expect(added).toEqual({ fid: 'alice@localhost', session_id: session.session_id, added: 2 });
    const { status, stdout } = await cli.run([...keyPackages, three]);
    expect([status, stdout]).toEqual([0, expect.stringContaining(session.session_id)]);
    expect([await take(), await take(), await take()]).toEqual([[one], [two], [three]]);
  });

  test.each<[string, () => string[] | Promise<string[]>]>([
    ['what is not Base64, on two lines', () => [...keyPackages, 'two\nlines']],
    ['Base64 without its padding', () => [...keyPackages, 'AAA']],
    ['an empty KeyPackage', () => [...keyPackages, '']],
    ['more than the contract allows', () => [...keyPackages, 'A'.repeat(65_540)]],
    ['octets that are no KeyPackage', () => [...keyPackages, 'AAAA']],
    ["another session's KeyPackage", async () => [...keyPackages, ...(await madeByAnother())]],
    [
      'the same twice',
      async () => {
        const [one = ''] = await made(1);
        return [...keyPackages, one, one];
      },
    ],
    ['two last resorts', async () => [...keyPackages, '--last-resort', ...(await made(2))]],
    [
      'another session',
      async () => ['keypackage', 'add', 'alice', '--session', 'other', ...(await made(1))],
    ],
  ])('%s is refused, and nothing is added', async (_, args) => {
    expect(await cli.failure(await args())).toMatch(/^p2core-server: ./);
    expect(await take()).toEqual([]);
  });

  test('--last-resort adds the KeyPackage that is given when no other is left', async () => {
    const [lastResort = '', one = ''] = await made(2);
    await cli.json([...keyPackages, '--last-resort', lastResort]);
    await cli.json([...keyPackages, one]);
    expect([await take(), await take(), await take()]).toEqual([[one], [lastResort], [lastResort]]);
  });
});
