/**
 * Removes compiled files whose sources are gone. The compiler leaves them, and the conformance kit, which reads its cases
 * from a folder, would still find them.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));
const written = /(?:\.d\.ts|\.js)(?:\.map)?$/;

for (const name of readdirSync(packages)) {
  const dist = join(packages, name, 'dist');
  if (!existsSync(dist)) continue;
  for (const file of readdirSync(dist, { recursive: true })) {
    if (!written.test(file)) continue;
    const source = join(packages, name, 'src', file.replace(written, ''));
    if (!existsSync(`${source}.ts`) && !existsSync(`${source}.js`)) rmSync(join(dist, file));
  }
}
