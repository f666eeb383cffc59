import type { MetricDescription } from './metrics.js';

/** Every metric that `/metrics` has, with its meaning: for the docs, and for dashboards to be checked against. */
export async function describeMetrics(): Promise<MetricDescription[]> {
  const { createMetrics } = await import('./metrics.js');
  return createMetrics().describe();
}
