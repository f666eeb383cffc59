/** A metric of the server, as Prometheus finds it. */
export interface MetricDescription {
  name: string;
  type: string;
  help: string;
  labels: readonly string[];
}

/** Every metric that `/metrics` has, with its meaning: for the docs, and for dashboards to be checked against. */
export async function describeMetrics(): Promise<MetricDescription[]> {
  const { createMetrics } = await import('./metrics.js');
  return createMetrics().describe();
}
