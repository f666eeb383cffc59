/** Every block of every document works: the test follows each document from top to bottom. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scripts } from '../support/packages.js';
import { documents } from './blocks.js';
import { follow } from './follow.js';
import { reasonNotToRun } from './not-run.js';
import { Reader } from './reader.js';
import { needsServer, startGivenServer, startsServer } from './shell.js';

const minutes = 60_000;

test.each(documents)('$path names only commands of the workspace that exist', (document) => {
  const code = [...document.text.matchAll(/`[^`\n]+`/g)].join('\n');
  const shell = document.blocks.map(({ text }) => text).join('\n');
  const named = `${code}\n${shell}`.matchAll(/\bpnpm(?:@[\d.]+)? (?:run )?([a-z][\w:-]*)/g);
  const known = { ...scripts, install: 'a command of pnpm itself' };
  for (const [, command = ''] of named) expect(known).toHaveProperty([command]);
});

describe.each(documents.filter(({ blocks }) => blocks.length > 0))('$path', ({ blocks }) => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await Reader.start();
    if (!blocks.some(startsServer) && blocks.some(needsServer)) await startGivenServer(reader);
  });
  afterAll(() => reader.close());

  test.for(blocks)('line $line, $language', { timeout: 5 * minutes }, async (block, { skip }) => {
    const reason = reasonNotToRun(block);
    if (reason !== undefined) console.log(`Not run, because ${reason}:\n${block.text}`);
    skip(reason !== undefined, reason);
    await follow(block, reader);
  });
});
