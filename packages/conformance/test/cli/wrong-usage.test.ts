/** For each wrong usage the command prints one line that says what to do, and sends no request. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { createProgram } from '../../src/cli/program.js';
import { UsageError } from '../../src/run/usage-error.js';

const folder = mkdtempSync(join(tmpdir(), 'p2core-kit-usage-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const here = (name: string) => join(folder, name);
mkdirSync(here('folder'));
for (const [name, content] of Object.entries({
  'empty.json': '',
  'cut.json': '{"url":',
  'list.json': '[]',
  'text.json': '"home.example.com"',
  'no-url.json':
    '{"actor":{"fid":"a@b","sessions":[{"id":"1","token":"t"},{"id":"2","token":"u"}]}}',
  'misspelt.json': '{"url":"http://localhost","actors":{}}',
  'number.json': '{"url":7}',
  'token.json': '{"url":"http://localhost","administratorToken":"has spaces"}',
  'route.json': '{"url":"http://localhost","optionalRoutes":["getTea"]}',
  'user.json': '{"url":"http://me:secret@localhost"}',
  'localhost.json': '{"url":"http://localhost"}',
  'address.json': '{"url":"http://127.0.0.1","domain":"127.0.0.1"}',
  'ftp.json': '{"url":"ftp://localhost"}',
  'no-case.json': '{"getTea/hot":"why"}',
  'near-case.json': '{"any/corse":"why"}',
  'no-reason.json': '{"getChallenge/happy":""}',
  'reason.json': '{"getChallenge/happy":7}',
  'yaml.yaml': 'url: http://localhost\n',
  'comma.json': '{"url":"http://localhost",}',
  'null.json': 'null',
  'fid.json':
    '{"url":"http://localhost","otherActor":{"fid":"bob","sessions":[{"id":"1","token":"t"}]}}',
  'page.json': '{"url":"http://localhost","pages":["core"]}',
  'pem.json':
    '{"url":"http://localhost","foreignSession":{"fid":"a@b","id":"1","token":"t","idCert":"MIIB"}}',
  'invitation.json': '{"url":"http://localhost","registration":{"invitations":["abc"]}}',
})) {
  writeFileSync(here(name), content);
}

const server = 'http://127.0.0.1:9';

/** The arguments, with `@` for the folder of the files, and the text of the line. */
const usages: [args: string, says: string][] = [
  ['', 'give the URL of the server, or --fixture'],
  ['--read-only', 'give the URL of the server'],
  ['--strict', 'give the URL of the server'],
  ['ftp://home.example.com', 'http:// or https://'],
  ['htps://home.example.com', 'http:// or https://'],
  ['file:///etc/hosts', 'http:// or https://'],
  ['https://', 'not the URL of a server'],
  ['https://user:word@home.example.com', 'tokens belong in the fixture'],
  ['https://home.example.com/?a=1', 'query'],
  ['https://home.example.com/#a', 'query'],
  ['3000', 'a port alone: give http://localhost:3000'],
  [':3000', 'a port alone: give http://localhost:3000'],
  ['http:/127.0.0.1:9', 'the scheme is written http:// or https://'],
  ['https//127.0.0.1', 'the scheme is written http:// or https://'],
  ['alice@home.example.com', 'give the URL of its server, https://home.example.com'],
  ['fixture.json', 'give a fixture by --fixture'],
  ['./made/fixture', 'give a fixture by --fixture'],
  ['http://[::1', 'not the URL of a server'],
  ['http://127.0.0.1:99999', 'not the URL of a server'],
  [`${server} ${server}`, 'too many arguments'],
  ['run https://home.example.com', 'too many arguments'],
  [`${server} --fast`, "unknown option '--fast'"],
  [`${server} --fixtures x`, 'Did you mean --fixture?'],
  [`${server} --reports x`, 'Did you mean --report?'],
  [`${server} --readonly`, 'Did you mean --read-only?'],
  [`${server} --time 5`, "unknown option '--time'"],
  [`${server} --known x`, "unknown option '--known'"],
  [`${server} -v`, "unknown option '-v'"],
  ['--fixture', "option '--fixture <file>' argument missing"],
  ['--fixture @/none.json', 'none.json: there is no such file'],
  ['--fixture=', 'It must be a file'],
  ['--fixture @/yaml.yaml', 'yaml.yaml is not JSON'],
  ['--fixture @/comma.json', 'comma.json is not JSON'],
  ['--fixture @/null.json', 'a fixture is a JSON object'],
  ['--fixture @/fid.json', '/otherActor/fid must be a Federation ID'],
  ['--fixture @/page.json', '/pages/0 must be of core-foreign, core-home, auth'],
  ['--fixture @/pem.json', '/foreignSession/idCert must be a PEM'],
  ['--fixture @/invitation.json', '/registration/invitations/0 must be object'],
  ['--fixture @/folder', 'it is a folder'],
  ['--fixture @/empty.json', 'empty.json is not JSON: it is empty'],
  ['--fixture @/cut.json', 'cut.json is not JSON'],
  ['--fixture @/list.json', 'a fixture is a JSON object'],
  ['--fixture @/text.json', 'a fixture is a JSON object'],
  ['--fixture @/no-url.json', 'url'],
  ['--fixture @/misspelt.json', '"actors"'],
  ['--fixture @/number.json', '/url'],
  ['--fixture @/token.json', '/administratorToken must be a bearer token alone'],
  ['--fixture @/route.json', '"getTea" is none of'],
  ['--fixture @/user.json', 'tokens belong in the fixture'],
  ['--fixture @/ftp.json', 'http:// or https://'],
  [`${server} --administrator-token`, "option '--administrator-token <token>' argument missing"],
  [`${server} --administrator-token a,b`, 'administratorToken must be a bearer token alone'],
  [`${server} --administrator-token=`, 'administratorToken must be a bearer token alone'],
  [`${server} --only`, "option '--only <ids>' argument missing"],
  [`${server} --only=`, 'It names no case'],
  [`${server} --only ,`, 'It names no case'],
  [`${server} --only getChallenge/happy --only getTea/hot`, '"getTea/hot"'],
  [`${server} --only getTea/*`, '"getTea/*"; --list shows them all'],
  [`${server} --only getchallenge/happy`, 'did you mean getChallenge/happy?'],
  [`${server} --only getChallenge`, '--list shows them all'],
  [`${server} --only getChallenge/happy,getTea/hot`, '"getTea/hot"'],
  ['--explain', "option '--explain <id>' argument missing"],
  ['--explain getTea/hot', 'there is no case getTea/hot; --list shows them all'],
  ['--explain getChallenge', '--list shows them all'],
  ['--explain any/crs', 'there is no case any/crs; did you mean any/cors? --list shows them all'],
  ['--list --only getTea/*', '"getTea/*"'],
  [`${server} --report`, "option '--report <format>=<file>' argument missing"],
  [`${server} --report junit`, '<format>=<file>'],
  [`${server} --report junit=`, '<format>=<file>'],
  [`${server} --report =x`, '<format>=<file>'],
  [`${server} --json`, '--json needs --list'],
  [`${server} --strict=yes`, "unknown option '--strict=yes'"],
  [`${server} --read-only=no`, 'Did you mean --read-only?'],
  [`${server} --invitation`, "option '--invitation <code>' argument missing"],
  [`${server} --invitation=`, 'It must be an invitation'],
  [`${server} --home-server`, "option '--home-server <domain=host:port>' argument missing"],
  [`${server} --home-server kit.example.org`, 'such as kit.example.org=127.0.0.1:4000'],
  [`${server} --home-server kit.example.org=4000`, '<domain>=<host>:<port>'],
  [`${server} --home-server =127.0.0.1:4000`, '<domain>=<host>:<port>'],
  [`${server} --home-server kit.example.org=127.0.0.1:0`, '<domain>=<host>:<port>'],
  [`${server} --home-server kit.example.org=127.0.0.1:99999`, '<domain>=<host>:<port>'],
  [`${server} --home-server http://kit=127.0.0.1:4000`, '/homeServer/domain must be a domain'],
  [`${server} --home-server 10.0.0.1=127.0.0.1:4000`, '/homeServer/domain must be a domain'],
  ['--fixture @/localhost.json --home-server LocalHost=127.0.0.1:4000', 'a domain of its own'],
  ['--fixture @/address.json', "the fixture's /domain must be a domain"],
  [`${server} --report html=-`, '<format>=<file>'],
  [`${server} --report JUNIT=x.xml`, '<format>=<file>'],
  [`${server} --report html=@/a --report json=@/a`, 'cannot be both html and json'],
  [`${server} --report json=@/k --write-known-failures @/k`, 'cannot be both'],
  [`${server} --report json=@/empty.json/x`, 'empty.json is no folder'],
  [`${server} --report pdf=x.pdf`, 'junit'],
  [`${server} --report report.xml`, '<format>=<file>'],
  [`${server} --report junit=@/none/report.xml`, 'none'],
  [`${server} --report junit=@/folder`, 'folder'],
  [`${server} --write-known-failures @/none/known.json`, 'none'],
  [`${server} --known-failures`, "option '--known-failures <file>' argument missing"],
  [`${server} --known-failures=`, 'It must be a file'],
  [`${server} --write-known-failures=`, 'It must be a file'],
  [`${server} --known-failures @/null.json`, 'known failures are a JSON object'],
  [`${server} --known-failures @/none.json`, 'there is no such file'],
  [`${server} --known-failures @/list.json`, 'known failures are a JSON object'],
  [`${server} --known-failures @/no-case.json`, 'there is no case getTea/hot; --list'],
  [`${server} --known-failures @/near-case.json`, 'did you mean any/cors?'],
  [`${server} --known-failures @/no-reason.json`, 'must be a sentence'],
  [`${server} --known-failures @/reason.json`, 'must be a sentence'],
  [`${server} --seed x`, 'whole number, 0 at least'],
  [`${server} --seed -1`, 'whole number, 0 at least'],
  [`${server} --seed 1.5`, 'whole number, 0 at least'],
  [`${server} --timeout 0`, 'whole number, 1 at least'],
  [`${server} --timeout 5s`, 'whole number, 1 at least'],
  [`${server} --concurrency 0`, 'whole number, 1 at least'],
  [`${server} --concurrency many`, 'whole number, 1 at least'],
  [`${server} --watch --known-failures -`, '--watch reads standard input by itself'],
  ['--watch --fixture -', '--watch reads standard input by itself'],
];

test('the table has at least a hundred', () => {
  expect(usages.length).toBeGreaterThanOrEqual(100);
});

test.each(usages)('%s: %s', async (args, says) => {
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no request is sent'));
  let printed = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  const words = args.replaceAll('@/', `${folder}/`).split(' ').filter(Boolean);
  const error = await createProgram()
    .exitOverride()
    .parseAsync(['node', 'p2core-conformance', ...words])
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  const line = error instanceof UsageError ? `${error.message}\n` : printed;
  expect(error instanceof UsageError || error instanceof CommanderError).toBe(true);
  expect(line).toMatch(/^[^\n]+\n$/);
  expect(line).toContain(says);
  expect(line).not.toContain('secret');
  expect(line).not.toContain('ENOENT');
  expect(asked).not.toHaveBeenCalled();
});
