import { findPostgres } from '@p2core/testing/postgres';
import { isInstalled } from '../support/is-installed.js';
import type { Block } from './blocks.js';

/** Blocks that are never run, and why. */
const exceptions: [text: RegExp, reason: string][] = [
  [/^npx --yes pnpm@\S+ test$/m, 'it is the command that runs this test'],
  [/\bbench:growth\b/, 'a million certificates take some minutes'],
  [/\bpnpm soak\b/, 'it takes an hour'],
  [/^sudo systemctl /m, 'the tests have no running systemd; they check the files'],
  [/^exec runuser /m, 'the test of deploy/ runs it'],
  [/from '\.\/router\.js'/, 'the test of the examples runs it with its framework'],
  [/examples\/(?:server my-server|mounting my-mounts)/, 'the test of the examples runs it'],
  [/vitest run scripts\/test\/(?:generators|other-tools)/, 'it is another test, of some minutes'],
];

/** Commands that must be installed for a block that names them. */
const tools = ['curl', 'nginx', 'openssl', 'systemd-analyze', 'go', 'java', 'python3'];

/** The reason why a block is not run on this machine; `undefined` if it is run. */
export function reasonNotToRun({ language, text }: Block): string | undefined {
  const reason = exceptions.find(([pattern]) => pattern.test(text))?.[1];
  if (reason !== undefined) return reason;
  if (language === 'text')
    return 'it is the output of a command, which a test of that command checks';
  if (/^(?:go|java|pip) /m.test(text) && !process.env.P2CORE_GENERATORS) {
    return 'it downloads a generator; P2CORE_GENERATORS=1 runs it';
  }
  if (text.includes('postgres://') && findPostgres() === undefined) {
    return 'PostgreSQL is not installed here';
  }
  const missing = needs(language, text).find((tool) => !isInstalled(tool));
  return missing && `${missing} is not installed here`;
}

function needs(language: string, text: string): string[] {
  if (language === 'nginx') return ['nginx', 'openssl'];
  if (text.startsWith('[Unit]')) return ['systemd-analyze'];
  return language === 'sh' ? tools.filter((tool) => new RegExp(`\\b${tool} `).test(text)) : [];
}
