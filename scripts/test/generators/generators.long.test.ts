/**
 * Calls generated clients in many languages. `P2CORE_GENERATORS=1` downloads each generator and runs it on the document that
 * the guide names. A program from `programs/` then calls a reference server with the generated client.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import {
  newActor,
  newSession,
  queue,
  stock,
} from '../../../packages/reference-server/test/support/actors.js';
import { newCsr, password } from '../../../packages/reference-server/test/support/log-in.js';
import { adminToken, startServer } from '../../../packages/reference-server/test/support/server.js';
import { root } from '../../src/workspace.js';
import { isInstalled } from '../support/is-installed.js';
import { generators, steps } from './generators.js';

const minutes = 60_000;
const isWanted = process.env.P2CORE_GENERATORS === '1';
if (!isWanted) console.log('Skipped: generated clients. P2CORE_GENERATORS=1 makes and calls them.');

const programs = fileURLToPath(new URL('./programs', import.meta.url));
const shared = fileURLToPath(new URL('./shared', import.meta.url));
/** Downloads and generated clients stay here, for the next run and for readers. */
const work = join(tmpdir(), 'p2core-generators');

/** Both need escapes in a URL. */
const local = 'o%41+hara';
const sessionId = 'a&b=c#d+e%41 f';

test('each generator has a program, and each program a generator', async () => {
  expect(await readdir(programs)).toEqual(generators.map(({ name }) => name).sort());
});

describe.runIf(isWanted)('a client that is made by', async () => {
  if (!isWanted) return;
  const server = await startServer({
    P2CORE_SECOND_OPINION: 'off',
    P2CORE_REGISTRATION: 'open',
  });
  afterAll(() => server.close());

  test.for(generators)('$name', { timeout: 14 * minutes }, async (generator, { skip }) => {
    const missing = generator.needs.find((tool) => !isInstalled(tool));
    if (missing) console.log(`Not run: ${generator.name}. ${missing} is not installed here.`);
    skip(missing !== undefined);
    const seen = await call(generator.name);
    const wanted = steps.map((step) => [step, generator.faults?.[step] ?? /^ok$/] as const);
    expect(Object.keys(seen)).toEqual(steps);
    for (const [step, outcome] of wanted) expect.soft(seen[step], step).toMatch(outcome);
  });

  /** Makes the client, compiles the program and runs it. Returns the outcome of each step. */
  async function call(name: string): Promise<Record<string, string>> {
    const folder = join(work, name);
    await mkdir(folder, { recursive: true });
    for (const from of [shared, join(programs, name), join(root, 'openapi/dist')]) {
      await cp(from, folder, { recursive: true });
    }
    const fid = await newActor(server, `${local}${name}`);
    const session = await newSession(server, { fid, sessionId });
    await stock(server, session, 1);
    await queue(server, session, { word: 'hello' });
    const newLocal = `new-${name}`;
    const stdout = await run(folder, {
      P2CORE_URL: server.url,
      P2CORE_ADMIN_TOKEN: adminToken,
      P2CORE_TOKEN: session.token,
      P2CORE_FID: fid,
      P2CORE_SESSION_ID: sessionId,
      P2CORE_ID_CERT: session.id_cert,
      P2CORE_ACTOR_NAME: newLocal,
      P2CORE_PASSWORD: password,
      P2CORE_CSR: await newCsr(`${newLocal}@${server.domain}`),
    });
    await writeFile(join(folder, 'seen.txt'), stdout);
    const lines = [...stdout.matchAll(/^(\w[\w-]*) (.+)$/gm)];
    return Object.fromEntries(
      lines.filter(([, step = '']) => steps.includes(step)).map(([, step, seen]) => [step, seen]),
    );
  }
});

function run(folder: string, env: Record<string, string>): Promise<string> {
  const options = { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 1 << 26 };
  return new Promise((resolve, reject) => {
    execFile('bash', ['-euo', 'pipefail', 'run.sh'], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${stdout}\n${stderr}`.slice(-4000)));
      else resolve(stdout);
    });
  });
}
