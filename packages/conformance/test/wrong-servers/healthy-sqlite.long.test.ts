import { test } from 'vitest';
import { expectHealthyRuns, options, times } from './harness/healthy-runs.js';

test(`on SQLite, ${times}`, options, () => expectHealthyRuns(async () => ({})));
