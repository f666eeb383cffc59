import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'vitest';

test('the React examples compile', async () => {
  const folder = join(import.meta.dirname, '../examples/react');
  const tsc = join(import.meta.dirname, '../../../node_modules/.bin/tsc');
  await promisify(execFile)(tsc, ['-p', folder]).catch(({ stdout, stderr }) => {
    throw new Error(`${stdout}${stderr}`);
  });
});
