import type { Application } from '@p2core/server';
import type { Request } from 'express';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Serve } from '../http/only-get.js';
import type { Comparison } from '../second-opinion/index.js';

/** A metric of the server, as Prometheus finds it. */
export interface MetricDescription {
  name: string;
  type: string;
  help: string;
  labels: readonly string[];
}

/** The server's metrics, and the middleware that collects them. */
export interface Metrics {
  middleware: Application;
  /** Serves the metrics in Prometheus' text format. */
  serve: Serve;
  /** Counts a request that the second opinion judged. */
  countComparison(comparison: Comparison): void;
  /** The meaning of each metric. */
  describe(): Promise<MetricDescription[]>;
}

/** A member that prom-client's types lack. */
interface Metric {
  labelNames: readonly string[];
}

/** Measures requests by route, method and status, and adds Node's metrics of the process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'p2core_http_request_duration_seconds',
    help: 'Time from the first octet of a request to the last of its answer',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10],
    registers: [registry],
  });
  const comparisons = new Counter({
    name: 'p2core_second_opinion_total',
    help: 'Requests that express-openapi-validator judged too, by how the two verdicts compare',
    labelNames: ['comparison', 'fault'],
    registers: [registry],
  });
  return {
    countComparison(comparison) {
      const isKnown = typeof comparison === 'object';
      comparisons.inc(
        isKnown ? { comparison: 'known', fault: comparison.known } : { comparison, fault: '' },
      );
    },
    middleware(request, response, next) {
      const end = duration.startTimer();
      response.once('finish', () => {
        const route = (request as Partial<Request>).route?.path ?? 'none';
        end({ route, method: request.method ?? '', status: response.statusCode });
      });
      next();
    },
    async describe() {
      const all = await registry.getMetricsAsJSON();
      const labelled: Record<string, Metric> = Object.fromEntries(
        registry.getMetricsAsArray().map((metric) => [metric.name, metric as unknown as Metric]),
      );
      return all.map(({ name, help, type }) => ({
        name,
        help,
        type: String(type),
        labels: labelled[name]?.labelNames ?? [],
      }));
    },
    async serve(_request, response) {
      const text = await registry.metrics();
      response.setHeader('Content-Type', registry.contentType).end(text);
    },
  };
}
