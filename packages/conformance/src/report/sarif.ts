import { allOperations, pathPrefix } from '@p2core/types';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { CaseResult, RunReport } from './result.js';
import { ruleText } from './rule-text.js';

const protocolPage = 'https://docs.polyphony.chat/Protocol%20Specifications/core/';

/** SARIF 2.1.0 with a rule for each case and a result for each failure. A known failure is a suppressed result. */
export function sarifReport({ kit, url, startedAt, milliseconds, results }: RunReport): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: kit.name,
            semanticVersion: kit.version,
            informationUri: protocolPage,
            rules: results.map(ruleOf),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            startTimeUtc: startedAt.toISOString(),
            endTimeUtc: new Date(startedAt.getTime() + milliseconds).toISOString(),
          },
        ],
        results: results.flatMap((result, ruleIndex) => resultOf(result, ruleIndex, url)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ id, title, level, basis }: CaseResult): ReportingDescriptor {
  const text = [`A server ${level} do this: it ${title}.`, ...basis.map(ruleText)].join('\n\n');
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text },
    help: { text },
    helpUri: protocolPage,
    defaultConfiguration: { level: levelOf(level) },
    properties: { tags: [level, ...basis] },
  };
}

function resultOf(result: CaseResult, ruleIndex: number, url: string): Result[] {
  const { id, operation, level, failure, outcome, reason } = result;
  if (failure === undefined) return [];
  const { expected, actual, curl } = failure;
  const repeat = curl === undefined ? '' : `\n\n${curl}`;
  return [
    {
      ruleId: id,
      ruleIndex,
      level: levelOf(level),
      message: { text: `${url}: expected ${expected}, but got ${actual}${repeat}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: routeOf(operation) },
            region: { startLine: 1 },
          },
          logicalLocations: [{ fullyQualifiedName: operation, kind: 'function' }],
        },
      ],
      partialFingerprints: { 'case/v1': id },
      ...(outcome === 'knownFailure' && {
        suppressions: [
          { kind: 'external', ...(reason !== undefined && { justification: reason }) },
        ],
      }),
    },
  ];
}

function levelOf(level: CaseResult['level']): 'error' | 'warning' {
  return level === 'MUST' ? 'error' : 'warning';
}

/** The route as a relative URI: code hosts show only results with a location that names no other host. */
function routeOf(operation: string): string {
  const { path } = allOperations.find(({ operationId }) => operationId === operation) ?? {
    path: pathPrefix,
  };
  return encodeURI(path.slice(1));
}
