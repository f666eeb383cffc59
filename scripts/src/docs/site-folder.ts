import { join } from 'node:path';
import { root } from '../workspace.js';

/** The folder of the built site, which the reference server serves, and which its package contains. */
export const siteFolder = join(root, 'packages/reference-server/docs');
