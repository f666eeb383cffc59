/** Runs every check that is not a test, and says of each how long it took. Fails where one fails. */
import { spawnSync } from 'node:child_process';
import { checkVersion } from './release/check-version.js';
import { currentContract, releasedContract } from './release/contract-changes.js';
import { redocly, root } from './workspace.js';

const lowestScore = 95;

/** Each check throws where it fails, with what is to be shown. It may return a remark. */
const checks: Record<string, () => string | undefined | Promise<string | undefined>> = {
  'generated files are up to date': () => run('tsx', 'scripts/src/generate.ts', '--check'),
  'the contract keeps the rules': async () => {
    await redocly(['lint', 'p2core']);
    return undefined;
  },
  'the contract scores well': async () => {
    const report = await redocly(['score', 'p2core', '--format', 'json']);
    const { agentReadiness } = JSON.parse(report) as { agentReadiness: number };
    if (agentReadiness < lowestScore)
      throw new Error(`${agentReadiness}, less than ${lowestScore}`);
    return `${agentReadiness} of 100`;
  },
  "the contract's version says how it changed": () =>
    checkVersion(releasedContract, currentContract),
  'tests, scripts and benchmarks have no type errors': () => run('tsc', '-p', 'scripts'),
  'the docs site has no type errors': () => run('tsc', '-p', 'docs'),
  'format and lint': () => run('biome', 'ci', '--colors=off'),
};

function run(command: string, ...args: string[]): undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}

for (const [name, check] of Object.entries(checks)) {
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
