/**
 * Prints the known advisories for everything in the lockfile, and fails if one concerns a library that users install.
 * Advisories for other libraries of the workspace are only printed. If the registry has no list, it prints one line.
 */
import { spawnSync } from 'node:child_process';
import { packageManager, root } from './workspace.js';

interface Audit {
  advisories: Record<string, Advisory>;
}

interface Advisory {
  title: string;
  severity: string;
  module_name: string;
  url: string;
  /** The paths begin with a folder of the workspace, its slashes written as `__`. */
  findings: { version: string; paths: string[] }[];
}

const published = /^(?:openapi|packages__)/;

const all = audit();
const installed = audit('--prod').filter(({ findings }) =>
  findings.some(({ paths }) => paths.some((path) => published.test(path))),
);
const urls = new Set(installed.map(({ url }) => url));

for (const { title, severity, module_name, url, findings } of all) {
  const verdict = urls.has(url)
    ? 'FAILED     users install it'
    : 'tolerated  the workspace alone uses it';
  const versions = findings.map(({ version, paths }) => `${version} by ${paths[0]}`).join(', ');
  console.log(`${verdict}: ${module_name} ${versions}: ${severity}: ${title} ${url}`);
}
console.log(`${all.length} advisories, ${installed.length} for what users install`);
if (installed.length > 0) process.exitCode = 1;

/** The result of `pnpm audit` with the arguments of this script. */
function audit(...options: string[]): Advisory[] {
  const args = ['--yes', packageManager, 'audit', '--json', ...options, ...process.argv.slice(2)];
  const { stdout, stderr } = spawnSync('npx', args, { cwd: root, encoding: 'utf8' });
  if (stdout !== '') return Object.values((JSON.parse(stdout) as Audit).advisories);
  if (!stderr.includes('audit endpoint')) throw new Error(stderr);
  console.log('The registry has no list of advisories: nothing was checked.');
  process.exit();
}
