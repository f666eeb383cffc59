/** Bundles the command `p2core-conformance` into `bin/`, with all cases. */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundleCommand } from '../../scripts/bundle-command.mjs';

const cases = readdirSync(new URL('dist/cases/', import.meta.url), { recursive: true })
  .filter((file) => file.endsWith('.js'))
  .sort();

/** A bundle has no folder of cases that it could read: it imports each by its name. */
const importsEachCase = {
  name: 'imports each case',
  setup({ onLoad }) {
    onLoad({ filter: /\/catalogue\/written-cases\.js$/ }, ({ path }) => ({
      contents: [
        ...cases.map((file, index) => `import case${index} from '../cases/${file}';`),
        'export const readWrittenCases = () => [',
        ...cases.map((file, index) => `['${file.slice(0, -'.js'.length)}', case${index}],`),
        '];',
      ].join('\n'),
      resolveDir: dirname(path),
    }));
  },
};

await bundleCommand({
  packageFolder: new URL('./', import.meta.url),
  command: 'p2core-conformance',
  plugins: [importsEachCase],
});
