import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { findPostgres, startPostgres } from '@p2core/testing/postgres';
import { root } from '../../src/workspace.js';
import type { Block } from './blocks.js';
import { reasonNotToRun } from './not-run.js';
import type { Reader } from './reader.js';

const cli = `node ${join(root, 'packages/reference-server/bin/p2core-server.js')}`;
const endsWithServer = /\b(?:start|serve|server\.py)\n$/;
/** The commands that run all cases. Other tests do that: those of the examples, and `run/every-case`. */
const wholeKit = /\b(?:npx (?:--yes )?@p2core\/|pnpm )conformance (?=--fixture )/g;
const fewCases =
  "--only 'any/*,getChallenge/*,getServerIdCert/keeps-the-rules,addKeyPackages/happy'";
const databaseUrl = 'postgres://p2core@127.0.0.1/p2core';

/** Whether a block ends with a server that keeps running. */
export function startsServer({ text }: Pick<Block, 'text'>): boolean {
  return endsWithServer.test(text) || text.includes('.listen(');
}

/** Whether a block calls a server, or reads its database. */
export function needsServer(block: Block): boolean {
  const asks = /:3000\b|https:\/\/home\.|p2core-server|-fixture\b/;
  return reasonNotToRun(block) === undefined && asks.test(block.text);
}

/** Starts the server that a document calls, with the actor that it names. */
export async function startGivenServer(reader: Reader): Promise<void> {
  await reader.serve(`${cli} serve`);
  await reader.run(`${cli} actor add alice\n${cli} session add alice --id phone`);
}

/** Runs a block in a shell, with the files and servers that it needs. */
export async function runShell(block: string, reader: Reader): Promise<void> {
  const text = block.replace(wholeKit, `$&${fewCases} `);
  const place = /\bpnpm\b/.test(text) ? 'repository' : 'project';
  if (endsWithServer.test(text)) return reader.serve(text, place);
  if (text.includes(' fixture.json')) await reader.run(`${cli} conformance-fixture > fixture.json`);
  if (text.includes(' openapi.')) {
    await cp(join(root, 'openapi/dist'), reader.project, { recursive: true });
  }
  if (text.includes(databaseUrl))
    return withPostgres((url) => reader.run(text.replace(databaseUrl, url)));
  await reader.run(text, place);
}

async function withPostgres(use: (url: string) => Promise<void>): Promise<void> {
  const postgres = await startPostgres(findPostgres() ?? '');
  try {
    await use(await postgres.newDatabase());
  } finally {
    await postgres.stop();
  }
}
