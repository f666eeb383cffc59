import { pathPrefix } from '@p2core/types';
import { afterAll, expect, test } from 'vitest';
import { newCli } from '../support/cli.js';
import { exchange } from '../support/exchange.js';

const cli = newCli(afterAll, { P2CORE_DOMAIN: 'home.example.com' });
const { ready } = await cli.serve();
const lookUp = (fid: string) => exchange(ready.api, { path: `${pathPrefix}/idcert/actor/${fid}` });

test('an actor is known to the running server as soon as it is added', async () => {
  expect((await lookUp('alice@home.example.com')).status).toBe(404);
  expect(await cli.json(['actor', 'add', 'alice'])).toEqual({ fid: 'alice@home.example.com' });
  const { status, json } = await lookUp('alice@home.example.com');
  expect([status, json]).toEqual([200, { idcerts: [], invalidated: [], invalidated_at: [] }]);
});

test('without --json it says so in a sentence', async () => {
  const { status, stdout, stderr } = await cli.run(['actor', 'add', 'bob']);
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: 'bob@home.example.com is registered.\n',
    stderr: '',
  });
});

test('an actor may be named by its whole Federation ID, in any case', async () => {
  const added = await cli.json(['actor', 'add', 'Carol@HOME.example.com']);
  expect(added).toEqual({ fid: 'carol@home.example.com' });
  expect((await lookUp('carol@home.example.com')).status).toBe(200);
});

test('a Federation ID that is taken is refused, with its code', async () => {
  await cli.json(['actor', 'add', 'dave']);
  expect(await cli.failure(['actor', 'add', 'DAVE'])).toContain('P2CORE_FEDERATION_ID_TAKEN');
});

test("another domain's actor is refused", async () => {
  const failure = await cli.failure(['actor', 'add', 'erin@other.example.com']);
  expect(failure).toContain('other.example.com');
});

test.each(['', 'a b', 'a@b@c', 'two\nlines'])(
  'what is no Federation ID is refused: %j',
  async (name) => {
    expect(await cli.failure(['actor', 'add', name])).toContain('not a Federation ID');
  },
);
