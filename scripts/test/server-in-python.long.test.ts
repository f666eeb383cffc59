import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../src/workspace.js';
import { isInstalled } from './support/is-installed.js';

test.skipIf(!isInstalled('python3'))(
  "the guide's server prints one line if its port is taken (skipped without python3)",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'p2core-python-'));
    const packages = join(folder, 'node_modules/@p2core');
    mkdirSync(packages, { recursive: true });
    symlinkSync(join(root, 'openapi'), join(packages, 'contract'));
    const certificate = 'req -x509 -newkey ed25519 -nodes -subj /DC=localhost -keyout key.pem';
    execFileSync('openssl', [...certificate.split(' '), '-out', 'id-cert.pem'], { cwd: folder });
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const script = join(root, 'docs/guides/server.py');
    const refusals = [String(port), 'abc', '65536'].map((PORT) => {
      const env = { ...process.env, PORT };
      const options = { cwd: folder, env, encoding: 'utf8' } as const;
      const { status, stderr } = spawnSync('python3', [script], options);
      return { status, stderr };
    });
    other.close();
    rmSync(folder, { recursive: true });
    const refusal = (reason: string) => ({
      status: 1,
      stderr: expect.stringMatching(
        new RegExp(`^cannot listen on port \\w+: .*${reason}.*: set PORT to a free port\n$`),
      ),
    });
    expect(refusals).toEqual([
      refusal('Address already in use'),
      refusal("'abc'"),
      refusal('0-65535'),
    ]);
  },
);
