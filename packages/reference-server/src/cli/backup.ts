import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { readConfig } from '../config.js';
import { openExistingStore } from '../reference-server.js';
import { orFail } from './on-database.js';

const keyNotice =
  'Private keys are in it as they are stored, encrypted: take the sealing key along (P2CORE_SEALING_KEY, or the .key file).';

/** `p2core-server export`: writes everything to a new file that only its owner can read. */
export async function runExport(env: NodeJS.ProcessEnv, file: string): Promise<void> {
  await orFail(async () => {
    const store = await openExistingStore(readConfig(env));
    try {
      const target = await open(file, 'wx', 0o600);
      let lines = 0;
      try {
        await store.export(async (line) => {
          lines++;
          await target.write(`${line}\n`);
        });
        await target.sync();
      } finally {
        await target.close();
      }
      console.log(`${lines - 1} rows written to ${file}. ${keyNotice}`);
    } finally {
      await store.close();
    }
  });
}

/** `p2core-server import`: reads an export into an empty database. */
export async function runImport(env: NodeJS.ProcessEnv, file: string): Promise<void> {
  await orFail(async () => {
    const store = await openExistingStore(readConfig(env), true);
    try {
      const rows = await store.import(linesOf(file));
      console.log(`${rows} rows read from ${file}. ${keyNotice}`);
    } finally {
      await store.close();
    }
  });
}

/** Not `readline`, which from Node 24 on ends a line at U+2028 too: JSON may have that in a string. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let last = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${last}${chunk}`.split(/\r?\n/);
    last = lines.pop() ?? '';
    yield* lines;
  }
  if (last !== '') yield last;
}
