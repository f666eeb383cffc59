/** Each code sample of the page that every server has, run as it stands: only names of the sample's server, actor and session are replaced. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Page, pages } from '@p2core/types';
import { afterAll, describe, expect, test } from 'vitest';
import { now } from '../../src/clock/clock.js';
import { newSession, stock } from '../support/actors.js';
import { documents, readOperations, readSamples, runSample } from '../support/code-samples.js';
import { adminToken, startServer } from '../support/server.js';

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

describe.each(documents)('the samples of %s', async (name) => {
  const operations = await readOperations(name);
  const samples = (await readSamples(name))
    .filter(({ 'x-p2-page': page }) => pages[page as Page].required)
    .map(({ operationId, sample }) => [operationId, sample.label, sample] as const);

  test('are there for each operation, in each language', () => {
    for (const { operationId, 'x-codeSamples': list } of operations) {
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
    const { stdout, stderr } = await runSample({ lang, source: program }, { cwd: folder, token });
    expect(stderr).toBe('');
    expect(stdout).toMatch(lang === 'JavaScript' ? /\S/ : (statuses[operationId] ?? /\b200\b/));
    if (statuses[operationId]) expect(stdout).toMatch(statuses[operationId]);
  });
});
