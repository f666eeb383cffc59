/** `pnpm pack:all`: packs every package that is published, as npm will have it, into the folder `packed`. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packInto } from './pack.js';
import { root } from './workspace.js';

const folder = join(root, 'packed');
await rm(folder, { recursive: true, force: true });
const packed = await packInto(folder);
console.log(`\nIn your project:\n\n  npm install ${[...packed.values()].join(' ')} express\n`);
