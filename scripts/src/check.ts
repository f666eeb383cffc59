/**
 * Runs every check that is not a test, all at once, and prints the time of each. Fails if one fails. With `--with-docs`,
 * it also builds the docs site meanwhile, if that is stale.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { notInWhole } from './document/subset.js';
import { checkVersion } from './release/check-version.js';
import { currentContract, read, releasedContract } from './release/contract-changes.js';
import { redocly, root } from './workspace.js';

/**
 * The highest score that the contract can get. It is nine tenths of the operations' median, and one tenth of 98 for twenty
 * operations. An operation without parameters has 94.6 at most: `path` and `message` lie three levels deep in an error
 * (R24), and all operations share `ProtocolError`.
 */
const lowestScore = 94.9;

/** A check throws an error to show if it fails. It may return a remark. */
const checks: Record<string, () => string | undefined | Promise<string | undefined>> = {
  'generated files are up to date': () => run('tsx', 'scripts/src/generate.ts', '--check'),
  'the contract keeps the rules': async () => {
    await redocly(['lint', 'p2core']);
    return undefined;
  },
  'the flows keep the rules of Arazzo': async () => {
    await redocly(['lint', 'flows']);
    return undefined;
  },
  'the contract scores well': async () => {
    const report = await redocly(['score', 'p2core', '--format', 'json']);
    const { agentReadiness } = JSON.parse(report) as { agentReadiness: number };
    if (agentReadiness < lowestScore)
      throw new Error(`${agentReadiness}, less than ${lowestScore}`);
    return `${agentReadiness} of 100`;
  },
  'the document for query strings is a subset of the whole': async () => {
    const faults = notInWhole(
      await read('openapi/dist/openapi.json'),
      await read('openapi/dist/openapi.query.json'),
    );
    if (faults.length > 0) throw new Error(faults.join('\n'));
    return undefined;
  },
  "the contract's version says how it changed": () =>
    checkVersion(releasedContract, currentContract),
  'tests, scripts and benchmarks have no type errors': () => run('tsc', '-b', 'scripts'),
  'the docs site has no type errors': () => run('tsc', '-p', 'docs'),
  'format and lint': () => run('biome', 'ci', '--colors=off'),
};

const builds: typeof checks = {
  'the docs site is built': () => run('tsx', 'scripts/src/docs.ts', '--if-stale'),
};

async function run(command: string, ...args: string[]): Promise<undefined> {
  try {
    await promisify(execFile)(command, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { message, stdout, stderr } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${stdout}${stderr}` || message, { cause: error });
  }
}

async function report(name: string, check: (typeof checks)[string]): Promise<void> {
  const start = performance.now();
  try {
    const remark = await check();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`ok      ${name}${remark ? `: ${remark}` : ''} (${seconds} s)`);
  } catch (error) {
    console.log(`FAILED  ${name}\n${(error as Error).message}`);
    process.exitCode = 1;
  }
}

const all = process.argv.includes('--with-docs') ? { ...builds, ...checks } : checks;
await Promise.all(Object.entries(all).map(([name, check]) => report(name, check)));
