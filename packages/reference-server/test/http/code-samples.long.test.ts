/** Each code sample of the contract, run as it stands: only names of the sample's server, actor and session are replaced. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Page, pages } from '@p2core/types';
import { afterAll, describe, expect, test } from 'vitest';
import { now } from '../../src/clock.js';
import { newSession, stock } from '../support/actors.js';
import { adminToken, startServer } from '../support/server.js';

interface Sample {
  lang: 'Shell' | 'JavaScript' | 'Python';
  label: string;
  source: string;
}

interface Operation {
  operationId: string;
  'x-p2-page': string;
  'x-codeSamples': Sample[];
}

/** How each language runs the text of a program. */
const commands: Record<Sample['lang'], [string, ...string[]]> = {
  Shell: ['sh', '-c'],
  JavaScript: [process.execPath, '--input-type=module', '-e'],
  Python: ['python3', '-c'],
};

const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;
if (!hasRequests) console.log('Skipped: the samples in Python, which need python3 and requests.');
const canRun = ({ lang }: Sample) => lang !== 'Python' || hasRequests;

/** Within the package, so that Node finds the client. */
const folder = await mkdtemp(fileURLToPath(new URL('../.samples-', import.meta.url)));
const server = await startServer();
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** What each language prints of an answer that is no error, by operation; 200 where it is not among them. */
const statuses: Record<string, RegExp> = {
  updateSessionIdCert: /\b201\b|now the session's/,
  deleteSession: /\b204\b|has ended/,
  getEvents: /\b409\b|no events to tell/,
};

describe.each(['openapi.json', 'openapi.query.json'])('the samples of %s', async (name) => {
  const file = fileURLToPath(import.meta.resolve(`@p2core/contract/${name}`));
  const { paths } = JSON.parse(await readFile(file, 'utf8')) as {
    paths: Record<string, Record<string, Operation>>;
  };
  const samples = Object.values(paths).flatMap((item) =>
    Object.values(item).flatMap(({ operationId, 'x-p2-page': page, 'x-codeSamples': list }) =>
      (pages[page as Page].required ? list : [])
        .filter(canRun)
        .map((sample) => [operationId, sample.label, sample] as const),
    ),
  );

  test('are there for each operation, in each language', () => {
    for (const { operationId, 'x-codeSamples': list } of Object.values(paths).flatMap((item) =>
      Object.values(item),
    )) {
      const languages = new Set(list.map(({ lang }) => lang));
      expect([...languages].sort(), operationId).toEqual(['JavaScript', 'Python', 'Shell']);
    }
  });

  test.each(samples)('%s: %s', async (operationId, _, { lang, source }) => {
    const session = await newSession(server);
    await stock(server, session, 1);
    await writeFile(join(folder, 'id-cert.pem'), session.id_cert);
    await writeFile(join(folder, 'id-cert.json'), JSON.stringify(session.id_cert));
    const program = source
      .replaceAll('https://home.example.com', server.url)
      .replaceAll('alice@home.example.com', session.fid)
      .replaceAll('alice%40home.example.com', encodeURIComponent(session.fid))
      .replaceAll('593b30d80c9843939331988281b46782', session.session_id)
      .replaceAll('1620000000', String(now()));
    const token = operationId === 'rotateServerIdentityKey' ? adminToken : session.token;
    const { stdout, stderr } = await run(commands[lang], program, token);
    expect(stderr).toBe('');
    expect(stdout).toMatch(lang === 'JavaScript' ? /\S/ : (statuses[operationId] ?? /\b200\b/));
    if (statuses[operationId]) expect(stdout).toMatch(statuses[operationId]);
  });
});

function run(
  [command, ...args]: [string, ...string[]],
  program: string,
  token: string,
): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, P2CORE_TOKEN: token };
  return new Promise((resolve) => {
    execFile(
      command,
      [...args, program],
      { cwd: folder, env, timeout: 30_000 },
      (_, stdout, stderr) => resolve({ stdout, stderr }),
    );
  });
}
