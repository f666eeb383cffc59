import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** The root of the repository, with a trailing slash. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** pnpm at the version of this workspace, as `npx` takes it. */
export const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  packageManager: string;
};

/** Redocly refuses the contract. The message is its whole output. */
export class RedoclyError extends Error {}

/**
 * Runs Redocly's command line in the root, without telemetry and update notice, and returns its standard output. If it
 * fails, throws a `RedoclyError`.
 */
export async function redocly(args: string[]): Promise<string> {
  const cli = require.resolve('@redocly/cli/bin/cli.js');
  try {
    const { stdout } = await run(process.execPath, [cli, ...args], {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
        NO_COLOR: '1',
      },
    });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new RedoclyError(`redocly ${args[0]} failed\n${stdout}${stderr}`, { cause: error });
  }
}
