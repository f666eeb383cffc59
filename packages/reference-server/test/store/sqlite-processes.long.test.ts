import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { processesSuite } from './suites/processes.js';

const folder = mkdtempSync(join(tmpdir(), 'p2core-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;

describe('SQLite', () => {
  processesSuite(async () => join(folder, `${++made}`, 'p2core.db'));
});
