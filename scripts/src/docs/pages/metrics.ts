import type { MetricDescription } from '@p2core/reference-server';
import { page } from './markdown.js';

/** The page of the reference server's metrics: its own, then those of its process. */
export function metricsPage(metrics: readonly MetricDescription[]): string {
  const isOwn = ({ name }: MetricDescription) => name.startsWith('p2core_');
  return page(
    'Metrics of the reference server',
    'Where `P2CORE_METRICS_PORT` is set, `/metrics` at that port has these, in Prometheus’ text format. [What to watch](../guides/production.md#watch-it) says which of them to put an alarm on, and `deploy/grafana.json` in the repository is a dashboard of them.',
    '## Its own',
    table(metrics.filter(isOwn)),
    '## Of the process',
    'From `prom-client`, as it names them for every program on Node.',
    table(metrics.filter((metric) => !isOwn(metric))),
  );
}

function table(metrics: readonly MetricDescription[]): string {
  const rows = metrics.map(({ name, type, labels, help }) =>
    [
      `\`${name}\``,
      type,
      labels.map((label) => `\`${label}\``).join(', '),
      help.replaceAll('|', '\\|'),
    ].join(' | '),
  );
  return ['metric | kind | labels | what it is', '--- | --- | --- | ---', ...rows]
    .map((row) => `| ${row} |`)
    .join('\n');
}
