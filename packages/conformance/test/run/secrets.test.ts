import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretsOf } from '../../src/fixture/secrets.js';
import { formats } from '../../src/report/formats.js';
import { runKit } from '../support/kit.js';
import { type SillyServer, startSillyServer } from '../support/silly-server.js';

let server: SillyServer;
beforeAll(async () => {
  server = await startSillyServer((request, response) => {
    const seen = JSON.stringify([request.url, request.headers]);
    response.writeHead(418, { 'Content-Type': 'application/json', 'X-Seen': seen });
    response.end(seen);
  });
});
afterAll(() => server.close());

const session = (name: string) => ({ id: name, token: `sEcReT-${name}-${name}` });
const idCert = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

test('no report contains a token, even where the server echoes all requests', async () => {
  const fixture = {
    url: server.url,
    administratorToken: 'sEcReT-administrator',
    actor: { fid: 'a@b', sessions: ['one', 'two', 'one-and-more'].map(session) },
    otherActor: { fid: 'c@b', sessions: [session('c')] },
    foreignSession: { fid: 'd@e', idCert, ...session('d') },
    unreachableSession: { fid: 'f@g', idCert, ...session('f') },
    keyPackages: { fid: 'h@b', stock: 9, lastResort: true, sessions: [session('h'), session('i')] },
    events: { session: session('events'), waiting: 3 },
    spareSessions: Array.from({ length: 40 }, (_, index) => session(`spare-${index}`)),
    destructive: true,
  };
  expect(secretsOf(fixture).size).toBe(2 * 50);
  const report = await runKit({ fixture });
  expect(JSON.stringify(report)).toContain('$TOKEN');
  expect(JSON.stringify(report)).toContain('$ADMINISTRATOR_TOKEN');
  const texts = [
    JSON.stringify(report),
    JSON.stringify(
      report.results.flatMap(({ exchanges }) =>
        exchanges.map(({ answer }) => [...(answer?.headers ?? []), answer?.octets.toString()]),
      ),
    ),
    ...Object.values(formats).map((format) => format(report)),
  ];
  expect(texts.map(leakOf)).toEqual(texts.map(() => undefined));
});

/** The first secret in a text, with the characters around it. */
function leakOf(text: string): string | undefined {
  const at = text.indexOf('sEcReT');
  return at === -1 ? undefined : text.slice(Math.max(0, at - 40), at + 40);
}
