/** Runs other projects' tools on the documents if `P2CORE_GENERATORS=1`. The guide lists the findings that stay, with reasons. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newSession } from '../../packages/reference-server/test/support/actors.js';
import { startServer } from '../../packages/reference-server/test/support/server.js';
import { root } from '../src/workspace.js';
import { isInstalled } from './support/is-installed.js';

const isWanted = process.env.P2CORE_GENERATORS === '1';
if (!isWanted) console.log('Skipped: other tools. P2CORE_GENERATORS=1 downloads and runs them.');
const minutes = 60_000;

/** Downloads stay here, so that a second run is short. */
const work = join(tmpdir(), 'p2core-tools');
const dist = join(root, 'openapi/dist');

/** The library under the linter vacuum, and its validator. */
const libopenapi = [
  'github.com/pb33f/libopenapi@v0.42.4',
  'github.com/pb33f/libopenapi-validator@v0.16.2',
];

/** Findings of Spectral that stay: the guide names them, with the reasons. */
const guide = readFileSync(join(root, 'docs/guides/generate.md'), 'utf8');
const spectral = [...guide.matchAll(/`(owasp:[\w:-]+|oas3-[\w-]+)`/g)].map(([, code]) => code);

/** Reports of Schemathesis that are no failures; the guide has the reasons. */
const schemathesis = [
  'GET /.p2/core/v1/keypackage/{fid}: ST202',
  'POST /.p2/core/v1/keypackage/@me: ST202',
  'POST /.p2/core/v1/register: ST202',
  'POST /.p2/core/v1/session/identify: ST202',
  'POST /.p2/core/v1/session/keymaterial: ST201',
  'POST /.p2/core/v1/session/keymaterial: ST202',
  'POST /.p2/core/v1/session/trust: ST202',
  'PUT /.p2/core/v1/keypackage_lr: ST202',
  'PUT /.p2/core/v1/session/idcert/extern: ST202',
];

/** Runs a command and returns its output. Ignores the exit status, which only says whether there are findings. */
function run(script: string): Promise<string> {
  const options = { cwd: work, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile('bash', ['-euc', script], options, (_, stdout, stderr) => resolve(stdout + stderr));
  });
}

/** Each failure of the report as operation and kind: `GET /path: ST202`. */
function failuresIn(printed: string): string[] {
  const sections = printed.split(/^_+ (?=[A-Z]+ \/)/m).slice(1);
  return sections.flatMap((section) => {
    const operation = section.slice(0, section.indexOf(' _'));
    return [...section.matchAll(/^- (ST\d+)/gm)].map(([, kind]) => `${operation}: ${kind}`);
  });
}

describe.runIf(isWanted)('other tools', async () => {
  if (!isWanted) return;
  await mkdir(work, { recursive: true });

  describe.each(['openapi', 'openapi.query'])('of %s', (name) => {
    const document = join(dist, `${name}.json`);

    test('Spectral finds exactly what the guide lists', {
      timeout: 5 * minutes,
    }, async () => {
      const rules = ['spectral:oas', '@stoplight/spectral-owasp-ruleset'];
      await writeFile(join(work, '.spectral.json'), JSON.stringify({ extends: rules }));
      await run(
        'npm install --silent @stoplight/spectral-cli@6.16.3 @stoplight/spectral-owasp-ruleset@2.0.1',
      );
      const found = await run(`npx spectral lint -q -f json -r .spectral.json ${document}`);
      const codes = (JSON.parse(found) as Array<{ code: string }>).map(({ code }) => code);
      expect([...new Set(codes)].sort()).toEqual([...spectral].sort());
    });

    test('swagger-parser takes it', { timeout: 5 * minutes }, async () => {
      await run('npm install --silent @apidevtools/swagger-parser@13.1.0');
      const program = `import parser from '@apidevtools/swagger-parser';
        console.log((await parser.validate(${JSON.stringify(document)})).info.title);`;
      await writeFile(join(work, 'parse.mjs'), program);
      expect(await run('node parse.mjs')).toBe('polyproto-core HTTP API\n');
    });

    test('libopenapi finds nothing', { timeout: 10 * minutes }, async ({ skip }) => {
      const isMissing = !isInstalled('go');
      if (isMissing) console.log('Not run: libopenapi. go is not installed here.');
      skip(isMissing);
      await mkdir(join(work, 'go'), { recursive: true });
      await copyFile(
        join(root, 'scripts/test/other-tools/libopenapi.go'),
        join(work, 'go/main.go'),
      );
      await run(`cd go; [ -e go.mod ] || go mod init check; go get ${libopenapi.join(' ')}`);
      expect(await run(`cd go; go run . ${document}`)).toMatch(/^20 operations, \d{3} examples\n$/);
    });

    test('openapi-spec-validator takes it', { timeout: 5 * minutes }, async () => {
      await run(
        '[ -e venv ] || python3 -m venv venv; venv/bin/pip install -q openapi-spec-validator==0.9.0',
      );
      expect(await run(`venv/bin/openapi-spec-validator ${document}`)).toMatch(/: OK\n$/);
    });
  });

  test('Schemathesis finds only what the guide lists', {
    timeout: 10 * minutes,
  }, async () => {
    await run('[ -e venv ] || python3 -m venv venv; venv/bin/pip install -q schemathesis==4.32.5');
    const server = await startServer({ P2CORE_SECOND_OPINION: 'off' });
    const { token } = await newSession(server);
    const command = [
      ...['venv/bin/schemathesis', 'run', join(dist, 'openapi.query.json'), '--url', server.url],
      ...['-H', `'Authorization: Bearer ${token}'`, '--max-examples', '30'],
      // These end the token that it uses.
      ...['revokeSessionToken', 'rotateSessionIdCert'].flatMap((id) => [
        '--exclude-operation-id',
        id,
      ]),
    ].join(' ');
    for (const seed of [1, 2, 3]) {
      const printed = await run(`${command} --seed ${seed}`);
      expect(printed).toMatch(/\d{3} generated/);
      expect(failuresIn(printed).filter((failure) => !schemathesis.includes(failure))).toEqual([]);
    }
    await server.close();
  });
});
