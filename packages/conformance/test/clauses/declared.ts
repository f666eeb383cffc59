import {
  allOperations,
  type ErrorCode,
  findOperation,
  type Operation,
  operationsAt,
} from '@p2core/types';
import type { CaseResult, Exchange } from '../../src/report/result.js';

/**
 * The reason why no case causes this at a server that keeps the contract and offers every route; `undefined` for the
 * rest.
 */
export function whyNotCaused({ operationId }: Operation, line: string): string | undefined {
  const [word = ''] = line.split(' ');
  return notCaused[word] ?? notCaused[`${operationId} ${word}`];
}

const secondFactor = 'the reference server asks for no second factor unless it is told to';

const notCaused: Record<string, string> = {
  '429': 'any/rate-limited alone comes near a limit; every 429 that a case meets is judged',
  '500': 'the fault of a server',
  '503': 'the fault of a server',
  P2CORE_RATE_LIMITED: 'any/rate-limited alone comes near a limit',
  P2CORE_INTERNAL: 'the fault of a server',
  P2CORE_UNAVAILABLE: 'the fault of a server',
  'deleteSession 403': secondFactor,
  P2CORE_SECOND_FACTOR_REQUIRED: secondFactor,
  'getEvents 404': '*/not-offered ask a server that leaves the route out',
  P2CORE_ROUTE_NOT_OFFERED: '*/not-offered ask a server that leaves the route out',
};

/** Everything that the contract declares for an operation, each as one line. */
export function declaredOf(operation: Operation): string[] {
  const { responses, errors, requestBody, queryParameters } = operation;
  return [
    ...Object.entries(responses).flatMap(([status, { mediaTypes, headers }]) => [
      status,
      ...mediaTypes.map((type) => `${status} as ${type}`),
      ...Object.keys(headers).map((name) => `${status} with ${name}`),
    ]),
    ...errors,
    ...(requestBody?.mediaTypes ?? []).map((type) => `takes ${type}`),
    ...queryParameters.map((name) => `takes ?${name}`),
  ];
}

/** The declared lines that a run has seen, with the cases that saw each. */
export function seenIn(
  results: readonly CaseResult[],
  operation: Operation,
): Map<string, string[]> {
  const seen = new Map<string, string[]>();
  for (const { id, exchanges } of results) {
    const lines = exchanges.filter((one) => isOf(operation, one)).flatMap(linesOf);
    for (const line of new Set(lines)) seen.set(line, [...(seen.get(line) ?? []), id]);
  }
  return seen;
}

function linesOf({ request, answer }: Exchange): string[] {
  if (answer === undefined) return [];
  const { status, headers, mediaType, json } = answer;
  const type = request.headers.find(([name]) => name === 'Content-Type')?.[1];
  const { error } = (json ?? {}) as { error?: ErrorCode };
  const { searchParams } = new URL(request.url);
  return [
    String(status),
    ...(mediaType === '' ? [] : [`${status} as ${mediaType}`]),
    ...named(headers).map((name) => `${status} with ${name}`),
    ...(error === undefined ? [] : [error]),
    ...(status < 300 && type !== undefined ? [`takes ${type}`] : []),
    ...(status < 300 ? [...searchParams.keys()].map((name) => `takes ?${name}`) : []),
    ...(status === 404 && type !== undefined ? [`takes ${type}`] : []),
  ];
}

/** The names of header fields, spelt as in the contract. */
function named(headers: Headers): string[] {
  const declared = allOperations.flatMap(({ responses }) =>
    Object.values(responses).flatMap((response) => Object.keys(response.headers)),
  );
  return [...new Set(declared)].filter((name) => headers.has(name));
}

/** Whether it is a request for this operation, or one by a method that no operation of its path has. */
function isOf(operation: Operation, { request }: Exchange): boolean {
  const { pathname } = new URL(request.url);
  const found = findOperation(request.method, pathname);
  return found === undefined ? operationsAt(pathname).includes(operation) : found === operation;
}
