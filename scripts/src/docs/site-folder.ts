import { join } from 'node:path';
import { root } from '../workspace.js';

/** Where the site is built, for the reference server to serve and to pack. */
export const siteFolder = join(root, 'packages/reference-server/docs');
