import { gte } from 'semver';
import { contractChanges, read, requiredVersion } from './contract-changes.js';

/**
 * Throws if `info.version` is too low for the contract's changes since its last release; the message lists the changes
 * and the version that they need. Returns a remark.
 */
export async function checkVersion(released: string, current: string): Promise<string> {
  const [before, after] = await Promise.all([read(released), read(current)]);
  const changes = await contractChanges(released, current);
  const required = requiredVersion(before.info.version, changes);
  if (gte(after.info.version, required)) {
    return `${after.info.version}, ${changes.length} changes since ${before.info.version}`;
  }
  const list = changes.map(({ impact, pointer, text }) => `  ${impact}  ${pointer}: ${text}`);
  throw new Error(
    [
      `info.version is ${after.info.version}, but the changes since ${before.info.version} ask for ${required}:`,
      ...list,
    ].join('\n'),
  );
}
