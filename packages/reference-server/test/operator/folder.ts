import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A temporary folder of one test file, which is removed with all that is in it. Returns where new files may be made. */
export function temporaryFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'p2core-operator-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let made = 0;
  return (name) => join(folder, `${++made}-${name}`);
}
