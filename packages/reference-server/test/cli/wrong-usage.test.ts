import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { unknownVariables, variables } from '../../src/cli/variables.js';
import { readConfig } from '../../src/config.js';
import { addActor } from '../../src/operator/actors.js';
import { addSession } from '../../src/operator/sessions.js';
import { openReferenceServer } from '../../src/reference-server.js';
import { runHere } from './in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'p2core-usage-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const env = { PORT: '0', P2CORE_DATABASE: at('p2core.db') };
const server = await openReferenceServer(readConfig(env), { create: true });
await addActor(server, 'alice');
await addSession(server, 'alice', { sessionId: 'phone' });
await server.close();
writeFileSync(at('text'), 'some text\n'.repeat(200));
mkdirSync(at('folder'));
symlinkSync(at('loop'), at('loop'));

/** A wrong usage: the arguments, the environment, and the text of the one line. */
type Usage = [args: string, says: string | RegExp, env?: NodeJS.ProcessEnv];

const usages: Usage[] = [
  ['serv', 'Did you mean serve?'],
  ['start', "unknown command 'start'; see p2core-server --help"],
  ['actors', 'Did you mean actor?'],
  ['actor ad alice', 'Did you mean add?'],
  ['actor rename alice', "unknown command 'rename'"],
  ['actor add', 'Usage: p2core-server actor add [options] <local>'],
  ['actor add alice bob', 'too many arguments'],
  ['actor add alice', 'P2CORE_FEDERATION_ID_TAKEN'],
  ['actor add al%20ice!', 'not a Federation ID'],
  ['actor add alice@other.example', 'belongs to other.example'],
  ['actor add bob --jsn', 'Did you mean --json?'],
  ['actor add bob --domain x', 'set the variable P2CORE_DOMAIN'],
  ['actor add bob --database x.db', 'set the variable P2CORE_DATABASE'],
  ['serve --port 80', 'set the variable PORT'],
  ['serve --port=80', 'set the variable PORT'],
  ['serve --host 0.0.0.0', 'set the variable HOST'],
  ['serve --metrics-port 1', 'set the variable P2CORE_METRICS_PORT'],
  ['serve --admin-token x', 'set the variable P2CORE_ADMIN_TOKEN'],
  ['serve --trusted-proxies x', 'set the variable P2CORE_TRUSTED_PROXIES'],
  ['serve --rate-limit 1', 'set the variable P2CORE_RATE_LIMIT'],
  ['serve 3000', 'too many arguments'],
  ['serve --chaos', "option '--chaos <kinds>' argument missing"],
  ['serve --chaos nonsense', 'nonsense'],
  ['serve --seed 7', '--seed goes with --chaos'],
  ['serve --chaos delay --seed', "option '--seed <n>' argument missing"],
  ['session add', "missing required argument 'local'"],
  ['session add nobody', 'add the actor first'],
  ['session add alice --id', 'argument missing'],
  ['session add alice --id phone', /has a .*session.*phone/],
  [`session add alice --id ${'x'.repeat(33)}`, 'no session ID longer than 32'],
  ['session add alice --id ü', /session ID/],
  ['session add bob@other.example', 'with --id'],
  [`session add alice --csr ${at('missing')}`, at('missing')],
  [`session add alice --csr ${at('folder')}`, at('folder')],
  [`session add alice --csr ${at('text')}`, 'the ID-CSR'],
  ['session list', "missing required argument 'local'"],
  ['session list a@b@c', 'not a Federation ID'],
  ['session revoke alice', /--session <id>.*see p2core-server session revoke --help/],
  ['session revoke alice --session gone', 'P2CORE_SESSION_NOT_FOUND'],
  ['cert list', "missing required argument 'local'"],
  ['cert revoke alice', '--serial <hex>'],
  ['cert revoke alice --serial 00', 'no ID-Cert with the serial number 00'],
  ['key rotat', 'Did you mean rotate?'],
  ['key rotate now', 'too many arguments'],
  ['key repair', 'nothing to repair'],
  ['keypackage add alice --session phone', "missing required argument 'base64'"],
  ['keypackage add alice AAAA', '--session <id>'],
  ['keypackage add alice !!!! --session phone', 'not a KeyPackage in Base64'],
  ['keypackage add alice AAAA AAAB --session phone --last-resort', 'exactly one'],
  ['keypackage add alice AAAA --session gone', 'gone'],
  ['event add alice --session phone', '--op <n>'],
  ['event add alice --session phone --op three', 'opcode must be a decimal number'],
  ['event add alice --session phone --op 3 --data {', '--data must be JSON'],
  ['event add alice --session phone --op 3 --data []', 'must be a JSON object'],
  ['event add alice --session gone --op 8', 'gone'],
  ['export', "missing required argument 'file'"],
  [`export ${at('text')}`, 'exists already: name a new file'],
  [`export ${at('no/folder/x')}`, 'is in a folder that does not exist: make it first'],
  ['import', "missing required argument 'file'"],
  [`import ${at('text')}`, 'the database is not empty'],
  [`import ${at('missing')}`, `no file ${at('missing')}`],
  [`import ${at('loop')}`, 'ELOOP'],
  [`import ${at('')}`, 'is a folder: name the exported file'],
  [`import ${at('text')}`, 'bring the sealing key', { P2CORE_DATABASE: at('new.db') }],
  [`import ${at('text')}`, 'P2CORE_DATABASE', { P2CORE_DATABASE: '' }],
  [`import ${at('text')} --advanced`, 'Did you mean --advance?'],
  ['conformance-fixture', 'name the running server, with --url'],
  ['completion', 'Usage: p2core-server completion [options] <shell>'],
  ['completion tcsh', 'bash, zsh, fish, powershell'],
  ['invite add --days 0', 'days'],
  ['invite add --days soon', 'days'],
  ['invite revoke', 'Usage: p2core-server invite revoke [options] <number>'],
  ['invite revoke one', 'invite list'],
  ['invite revoke 99', 'invite list'],
  ['actor remove nobody', 'nobody@localhost'],
  ['actor passwd', 'Usage: p2core-server actor passwd [options] <local>'],
  ['session list nobody', 'nobody@localhost'],
  ['cert list nobody', 'nobody@localhost'],
  ['doctor all', 'too many arguments'],
  ['serve --chaos delay --seed x', 'seed'],
  ['--versoin', 'Did you mean --version?'],
  ['conformance-fixture --url nowhere', '--url must be a URL such as'],
  ['conformance-fixture x', 'too many arguments'],
  [
    'actor add bob',
    'only the server itself can use a database in memory',
    { P2CORE_DATABASE: ':memory:' },
  ],
  ['actor add bob', `${at('none.db')} (P2CORE_DATABASE)`, { P2CORE_DATABASE: at('none.db') }],
  ['actor add bob', `${at('text')} does not open`, { P2CORE_DATABASE: at('text') }],
  ['actor add bob', 'must name a file', { P2CORE_DATABASE: at('folder') }],
  ['serve', 'must name a file', { P2CORE_DATABASE: at('text/x.db') }],
  ['actor add bob', 'not mysql:', { P2CORE_DATABASE: 'mysql://localhost' }],
  ['actor add bob', 'set P2CORE_DOMAIN=localhost', { P2CORE_DOMAIN: 'other.example' }],
  [`export ${at('x')}`, 'set P2CORE_DOMAIN=localhost', { P2CORE_DOMAIN: 'other.example' }],
  ['serve', 'set P2CORE_DOMAIN=localhost', { P2CORE_DOMAIN: 'other.example' }],
  [
    'key rotate',
    'another key than that in P2CORE_SEALING_KEY',
    { P2CORE_SEALING_KEY: 'ab'.repeat(32) },
  ],
  ['serve', 'enableServiceLinks', { P2CORE_METRICS_PORT: 'tcp://10.0.0.1:9464' }],
  ['serve', 'P2CORE_TRUSTED_PROXIES', { P2CORE_TRUSTED_PROXIES: 'localhost' }],
];

test.each(usages)('%s: %s', async (args, says, more = {}) => {
  const { status, stdout, stderr } = await runHere(args.split(' '), { ...env, ...more });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^(p2core-server|error): \S.*\n$/);
  expect(stderr).not.toMatch(/\b(?:E[A-Z]{3,}|undefined|\[object)\b.*\bat /);
  expect(stderr).toMatch(says);
});

test('no wrong usage has changed anything', () => {
  expect(statSync(at('folder')).mode & 0o777).toBe(0o755);
  expect(() => statSync(at('new.db'))).toThrow('ENOENT');
  expect(() => statSync(at('none.db'))).toThrow('ENOENT');
});

describe('variables', () => {
  test.each([
    ['P2CORE_DOMIAN', 'P2CORE_DOMAIN'],
    ['P2CORE_DATABSE', 'P2CORE_DATABASE'],
    ['P2CORE_TRUST_PROXY', 'P2CORE_TRUSTED_PROXIES'],
    ['P2CORE_METRICSPORT', 'P2CORE_METRICS_PORT'],
    ['P2CORE_RATELIMIT', 'P2CORE_RATE_LIMIT'],
    ['p2core_domain', 'P2CORE_DOMAIN'],
  ])('%s, which is none, is warned of, and %s named', async (name, nearest) => {
    const { status, stderr } = await runHere(['session', 'list', 'alice'], { ...env, [name]: 'x' });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: `p2core-server: ${name} is no variable of this program; did you mean ${nearest}?\n`,
    });
  });

  test('variables that Kubernetes sets for a Service cause no warning', () => {
    const links = [
      'SERVICE_HOST',
      'SERVICE_PORT',
      'SERVICE_PORT_HTTP',
      'PORT',
      'PORT_80_TCP',
      'PORT_80_TCP_ADDR',
    ];
    const set = ['P2CORE', 'P2CORE_WEB'].flatMap((name) =>
      links.map((link) => [`${name}_${link}`, 'x']),
    );
    expect(unknownVariables(Object.fromEntries(set))).toEqual([]);
  });

  test('are the same in the code, the help, the README and the guide', () => {
    const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
    const used = read('../../src/config.ts').matchAll(/env\.([A-Z][A-Z0-9_]+)/g);
    const names = Object.keys(variables);
    expect([...new Set([...used].map(([, name]) => name))].sort()).toEqual(names.toSorted());
    for (const document of ['../../README.md', '../../../../docs/guides/production.md']) {
      const listed = [...read(document).matchAll(/^\| `([A-Z]\w+)`(?:, `([A-Z]\w+)`)? \|/gm)];
      expect(listed.flatMap(([, ...two]) => two.filter(Boolean)).sort()).toEqual(names.toSorted());
    }
  });
});

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log('only root can become another user: files of others are not tested');
describe.skipIf(!isRoot)("another user's files", () => {
  const nobody = 65534;
  async function asNobody(mode: { folder: number; file: number }): Promise<string> {
    const own = at(`own-${mode.file.toString(8)}-${mode.folder.toString(8)}`);
    mkdirSync(own);
    const database = join(own, 'p2core.db');
    const theirs = { P2CORE_DATABASE: database, P2CORE_SEALING_KEY: 'ab'.repeat(32) };
    await (await openReferenceServer(readConfig(theirs), { create: true })).close();
    chmodSync(database, mode.file);
    chmodSync(own, mode.folder);
    chmodSync(folder, 0o755);
    process.seteuid?.(nobody);
    try {
      const { status, stderr } = await runHere(['session', 'list', 'alice'], theirs);
      expect(status).toBe(1);
      expect(stderr).toMatch(/^p2core-server: .+\n$/);
      expect(stderr).toContain(database);
      return stderr;
    } finally {
      process.seteuid?.(0);
    }
  }

  test('a database that a group may write: who may open it, and how to give it away', async () => {
    expect(await asNobody({ folder: 0o777, file: 0o666 })).toContain('"chown ');
  });

  test('a copy that can only be read: that it must be written', async () => {
    expect(await asNobody({ folder: 0o755, file: 0o600 })).toContain('cannot write it');
  });
});
