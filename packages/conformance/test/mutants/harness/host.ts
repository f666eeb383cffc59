/** A process that serves one server after the other, each with the changes of one mutant and a database of its own. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fixture } from '../../../src/index.js';
import { mutants } from '../all.js';
import { applyChange, type Change } from '../mutant.js';
import { healthy, type SourcesByMark, withMark } from './hooks.js';

/** Asks for a server: its mark, and its database where that is not to be a new file. The one before is closed. */
export interface ServerRequest {
  mark: string;
  database: string | undefined;
}

/** What the kit is to be told of the server, or why it does not start. */
export type ServerAnswer = { fixture: Fixture } | { error: string };

/** What differs from the built server in every server: a mutant's answers are to leave it, and fixtures to be quick. */
const always: readonly Change[] = [
  {
    file: 'server/dist/contract-router.js',
    find: 'validateAnswers = true',
    replace: 'validateAnswers = false',
  },
  {
    file: 'reference-server/dist/store/sqlite.js',
    find: 'synchronous = full',
    replace: 'synchronous = off',
  },
  {
    file: 'reference-server/dist/operator/conformance-fixture.js',
    find: 'spareSessions = 24',
    replace: 'spareSessions = 10',
  },
  {
    file: 'reference-server/dist/operator/conformance-fixture.js',
    find: 'stockOfKeyPackages = 24',
    replace: 'stockOfKeyPackages = 20',
  },
];

/** The same for every mutant but those whose case compares the beginnings of ID-Certs. */
const withoutPause: Change = {
  file: 'reference-server/dist/operator/conformance-fixture.js',
  find: 'untilLaterBeginning = 2000',
  replace: 'untilLaterBeginning = 0',
};

const homeDomain = 'home.example.com';
const foreignDomain = 'foreign.example.com';
const administratorToken = 'administrator-of-the-mutants';

const packages = new URL('../../../../', import.meta.url);

function changedSources(changes: readonly Change[]): Record<string, string> {
  const sources: Record<string, string> = {};
  for (const change of changes) {
    const { href } = new URL(change.file, packages);
    sources[href] = applyChange(sources[href] ?? readFileSync(new URL(href), 'utf8'), change);
  }
  return sources;
}

const sources: SourcesByMark = Object.fromEntries(
  mutants.map(({ also, laterBeginnings, ...mutant }) => [
    mutant.name,
    changedSources([
      ...always,
      ...(laterBeginnings ? [] : [withoutPause]),
      mutant,
      ...(also === undefined ? [] : [also]),
    ]),
  ]),
);
register('./hooks.ts', import.meta.url, {
  data: { ...sources, [healthy]: changedSources(always) },
});

/** A module of the built reference server, with the changes of a mark. */
function load(file: string, mark: string): Promise<unknown> {
  const built = new URL(`reference-server/dist/${file}`, packages);
  return import(withMark(built.href, mark));
}

async function start(mark: string, env: NodeJS.ProcessEnv) {
  const library = (await load('index.js', mark)) as typeof import('@p2core/reference-server');
  const { makeConformanceFixture } = (await load(
    'operator/conformance-fixture.js',
    mark,
  )) as typeof import('../../../../reference-server/dist/operator/conformance-fixture.js');
  const folder = await mkdtemp(join(tmpdir(), 'p2core-mutant-'));
  const config = library.readConfig({
    PORT: '0',
    P2CORE_DATABASE: join(folder, 'p2core.db'),
    P2CORE_SEALING_KEY: 'a'.repeat(64),
    P2CORE_ADMIN_TOKEN: administratorToken,
    P2CORE_RATE_LIMIT: '1000000',
    ...env,
  });
  const running = await library.serve(config, { error: log });
  const operator = await library.openReferenceServer(config);
  return {
    url: running.url,
    makeFixture: () => makeConformanceFixture(operator, { url: running.url, administratorToken }),
    addActor: (local: string) => library.addActor(operator, local),
    addSession: (fid: string, sessionId?: string) =>
      library.addSession(operator, fid, sessionId === undefined ? {} : { sessionId }),
    async close() {
      await running.close();
      await operator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function log(...entry: unknown[]): void {
  if (process.env.P2CORE_MUTANTS_LOG !== undefined) console.error(...entry);
}

type Running = Awaited<ReturnType<typeof start>>;

/** A session at `server` of a new actor of `home`. */
async function makeForeignSession(server: Running, home: Running) {
  const { fid } = await home.addActor(`visitor-${randomBytes(6).toString('hex')}`);
  const { session_id: id, id_cert: idCert } = await home.addSession(fid);
  const { token } = await server.addSession(fid, id);
  return { fid, id, token, idCert: idCert ?? '' };
}

const foreign = await start(healthy, { P2CORE_DOMAIN: foreignDomain });
let running: Running | undefined;

async function answer({ mark, database }: ServerRequest): Promise<ServerAnswer> {
  await running?.close();
  running = undefined;
  try {
    running = await start(mark, {
      P2CORE_DOMAIN: homeDomain,
      P2CORE_HOME_SERVERS: `${foreignDomain}=${foreign.url}`,
      ...(database !== undefined && { P2CORE_DATABASE: database }),
    });
    const foreignSession = await makeForeignSession(running, foreign);
    return { fixture: { ...(await running.makeFixture()), foreignSession } };
  } catch (error) {
    return { error: String((error as Error).stack) };
  }
}

process.on('message', async (request: ServerRequest) => process.send?.(await answer(request)));
process.on('disconnect', () => process.exit());
process.send?.('ready');
