/**
 * Preloaded into every measured server. Answers each question of the benchmark with the CPU time so far, in microseconds,
 * and with how often the young garbage was collected.
 */
import { constants, PerformanceObserver } from 'node:perf_hooks';

let collections = 0;
new PerformanceObserver((list) => {
  for (const { detail } of list.getEntries()) {
    if (detail.kind === constants.NODE_PERFORMANCE_GC_MINOR) collections += 1;
  }
}).observe({ entryTypes: ['gc'] });

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, collections });
});
process.on('disconnect', () => process.exit());
process.channel?.unref();
