import {
  type Contract,
  type Operation,
  type Parameter,
  type Ref,
  resolveRef,
} from '../../codegen/contract.js';
import { membersOf } from '../query.js';

/** A request as samples write it, with the examples of the contract. */
export interface SampleRequest {
  method: string;
  url: string;
  query: Record<string, string>;
  needsToken: boolean;
  mediaType?: string;
  /** The members of JSON content; `undefined` where the content is a PEM, which stands in a file. */
  members?: object | undefined;
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
    url: origin + path.replace(/\{(\w+)\}/g, (_, name: string) => inPath[name] ?? ''),
    query: examplesIn(document, operation, 'query'),
    needsToken: security?.length !== 0,
  };
  if (requestBody === undefined) return [request];
  const { members } = membersOf(document, requestBody);
  const query = Object.fromEntries(
    Object.entries(request.query).filter(([name]) => !members.includes(name)),
  );
  const contents = Object.entries(requestBody.content).map(([mediaType, content]) => ({
    ...request,
    query,
    mediaType,
    members: members.length > 0 ? exampleOf(document, content) : undefined,
  }));
  return requestBody.required ? contents : [request, ...contents];
}

function examplesIn(
  document: Contract,
  { parameters = [] }: Operation,
  place: Parameter['in'],
): Record<string, string> {
  return Object.fromEntries(
    parameters
      .map((node) => resolveRef<Parameter & { example?: string }>(document, node))
      .filter((parameter) => parameter.in === place)
      .map(({ name, example = '' }) => [name, example]),
  );
}

/** The example that says the most. */
function exampleOf(document: Contract, content: object): object {
  const { examples = {} } = content as { examples?: Record<string, { value: object } | Ref> };
  const values = Object.values(examples).map(
    (node) => resolveRef<{ value: object }>(document, node).value,
  );
  const [longest = {}] = values.sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
  return longest;
}
