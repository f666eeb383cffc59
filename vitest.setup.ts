import { afterAll, vi } from 'vitest';

// Files share a process: the next one finds the true clock, and nothing replaced.
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
