import { test } from 'vitest';
import { expectHealthyRuns, patience, runs } from './harness/healthy-runs.js';

test(`on SQLite, ${runs} times`, patience, () => expectHealthyRuns(async () => ({})));
