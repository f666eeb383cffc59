import type { Answer } from '../http/answer.js';
import type { SentRequest } from '../http/request.js';
import { contentOf } from './content.js';
import { countOutcomes } from './counts.js';
import type { Exchange, RunReport } from './result.js';

/** The whole run, in the form of `report.schema.json`. */
export function jsonReport(report: RunReport): string {
  const { results, ...run } = report;
  const ofLevel = (level: string) => countOutcomes(results.filter((one) => one.level === level));
  const document = {
    formatVersion: 1,
    ...run,
    counts: { MUST: ofLevel('MUST'), SHOULD: ofLevel('SHOULD') },
    results: results.map((result) => ({ ...result, exchanges: result.exchanges.map(exchangeOf) })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function exchangeOf({ request, answer }: Exchange) {
  return { request: requestOf(request), ...(answer && { answer: answerOf(answer) }) };
}

function requestOf({ method, url, headers, content }: SentRequest) {
  return { method, url, headers, ...(content && { content: contentOf(content) }) };
}

function answerOf({ status, headers, octets, startedAt, milliseconds }: Answer) {
  return {
    status,
    headers: [...headers],
    ...(octets.length > 0 && { content: contentOf(octets) }),
    startedAt,
    milliseconds,
  };
}
