import { afterAll, test } from 'vitest';
import { suiteFor } from './suite/index.js';
import { openWorld } from './support/world.js';

const { world, close } = await openWorld('node');
afterAll(close);

for (const { name, run } of suiteFor('node')) {
  test(name, () => run(world));
}
