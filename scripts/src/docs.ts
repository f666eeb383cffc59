/** Builds the docs site that the reference server serves at `/docs`. With `--if-stale`, only if it is stale. */
import { isStale } from './docs/stamp.js';

if (!process.argv.includes('--if-stale') || (await isStale())) {
  const { buildSite } = await import('./docs/site.js');
  console.log('building the docs site');
  console.log(`wrote ${await buildSite()}`);
}
