import { readFileSync } from 'node:fs';
import { packageFolder } from '../package-folder.js';

const manifest = readFileSync(new URL('package.json', packageFolder), 'utf8');
const { name, version } = JSON.parse(manifest) as {
  name: string;
  version: string;
};

/** The name and the version of this package. */
export const kit = { name, version };
