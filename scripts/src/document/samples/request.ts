import {
  type Contract,
  type Operation,
  type Parameter,
  type Ref,
  resolveRef,
} from '../../codegen/contract.js';
import { queryTwin } from '../../codegen/query-twin.js';
import { membersOf } from '../members.js';

/** A request as samples write it, with the examples of the contract. */
export interface SampleRequest {
  method: string;
  url: string;
  /** A list is repeated, once for each of its values. */
  query: Record<string, string | string[]>;
  needsToken: boolean;
  mediaType?: string;
  /** JSON content; `undefined` where the content is a PEM, which stands in a file. */
  json?: unknown;
}

/** One request without content, where that is allowed, and one for each media type of the content. */
export function sampleRequests(
  document: Contract,
  method: string,
  path: string,
  operation: Operation,
): SampleRequest[] {
  const { requestBody, security } = operation;
  const { servers } = document;
  const [{ url = '', variables = {} } = {}] = servers;
  const origin = url.replace(/\{(\w+)\}/g, (_, name: string) => variables[name]?.default ?? '');
  const inPath = examplesIn(document, operation, 'path');
  const request = {
    method,
    url: origin + path.replace(/\{(\w+)\}/g, (_, name: string) => String(inPath[name])),
    query: examplesIn(document, operation, 'query'),
    needsToken: security?.length !== 0,
  };
  if (requestBody === undefined) return [request];
  const { members } = membersOf(document, requestBody);
  const isWhole = queryTwin(document, operation) === 'whole';
  const query = Object.fromEntries(
    Object.entries(request.query).filter(([name]) => !members.includes(name) && !isWhole),
  );
  const isJsonAlone = Object.keys(requestBody.content).every((type) => type === 'application/json');
  const contents = Object.entries(requestBody.content).map(([mediaType, content]) => ({
    ...request,
    query,
    mediaType,
    json: isJsonAlone ? exampleOf(document, content) : undefined,
  }));
  return requestBody.required ? contents : [request, ...contents];
}

function examplesIn(
  document: Contract,
  { parameters = [] }: Operation,
  place: Parameter['in'],
): Record<string, string | string[]> {
  return Object.fromEntries(
    parameters
      .map((node) => resolveRef<Parameter & { example?: string | string[] }>(document, node))
      .filter((parameter) => parameter.in === place)
      .map(({ name, example = '' }) => [name, example]),
  );
}

/** The example that says the most. */
function exampleOf(document: Contract, content: object): unknown {
  const { examples = {} } = content as { examples?: Record<string, { value: unknown } | Ref> };
  const values = Object.values(examples).map(
    (node) => resolveRef<{ value: unknown }>(document, node).value,
  );
  const [longest] = values.sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
  return longest;
}
