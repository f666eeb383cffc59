/**
 * Releases the contract. `changelog` adds an entry for `info.version` to the contract's changelog, with the changes
 * since the last release, to be edited by hand; `freeze` dates that entry and makes the
 * current contract the last release.
 */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../workspace.js';
import { changelogEntry, withDate, withEntry } from './changelog.js';
import { checkVersion } from './check-version.js';
import { contractChanges, currentContract, read, releasedContract } from './contract-changes.js';

const changelog = join(root, 'openapi/CHANGELOG.md');
const released = join(root, releasedContract);
const current = join(root, currentContract);

switch (process.argv[2]) {
  case 'changelog': {
    const { version } = (await read(current)).info;
    const entry = changelogEntry(version, await contractChanges(released, current));
    await writeFile(changelog, withEntry(await readFile(changelog, 'utf8'), version, entry));
    console.log(`Wrote the entry of ${version} into openapi/CHANGELOG.md. Edit it.`);
    break;
  }
  case 'freeze': {
    console.log(await checkVersion(released, current));
    const { version } = (await read(current)).info;
    const dated = withDate(await readFile(changelog, 'utf8'), version, new Date());
    await writeFile(changelog, dated);
    await copyFile(current, released);
    break;
  }
  default:
    console.error('usage: contract-release.ts changelog | freeze');
    process.exitCode = 2;
}
