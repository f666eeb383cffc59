import {
  type Contract,
  type Operation,
  type Parameter,
  type Ref,
  type Response,
  resolveRef,
  responsesByStatus,
} from '../contract.js';
import { contentSchema, type Schema } from './schema.js';

/** Shortens a value. */
type Shorten = (value: string) => string;

/** A few lines of TypeScript that call an operation with the contract's examples and look at each answer. */
export function methodExample(
  contract: Contract,
  operation: Operation,
  shorten: Shorten = firstCharacters,
): string[] {
  const request = {
    ...parameterExamples(contract, operation),
    ...contentExample(contract, operation),
  };
  const argument = Object.keys(request).length > 0 ? literal(request, shorten) : '';
  return [
    `const answer = await client.${operation.operationId}(${argument});`,
    ...responsesByStatus(operation).flatMap(([status, response]) =>
      answerLines(contract, operation, Number(status), resolveRef<Response>(contract, response)),
    ),
    'if (answer.error) console.error(answer.error, answer.message);',
  ];
}

type Example = Record<string, unknown>;

function parameterExamples(contract: Contract, { parameters = [] }: Operation): Example {
  return Object.fromEntries(
    parameters
      .map((node) => resolveRef<Parameter & { example?: unknown }>(contract, node))
      .filter((parameter) => parameter.in !== 'header')
      .map(({ name, example }) => [name, example]),
  );
}

function contentExample(contract: Contract, { requestBody }: Operation): Example {
  if (!requestBody?.required) return {};
  const [mediaType] = Object.values(requestBody.content) as Array<{
    examples?: Record<string, Ref>;
  }>;
  const [node] = Object.values(mediaType?.examples ?? {});
  const { value } = resolveRef<{ value: unknown }>(contract, node as Ref);
  return isObject(value) ? value : { body: value };
}

/** A docstring has room for the beginning of a PEM only. */
function firstCharacters(value: string): string {
  const [line = ''] = value.split('\n');
  if (line.length < value.length) return `${line}\n…`;
  return line.length > 48 ? `${line.slice(0, 24)}…` : line;
}

function answerLines(
  contract: Contract,
  operation: Operation,
  status: number,
  response: Response & { description?: string },
): string[] {
  const isError = operation['x-p2-errors'].some((code) =>
    contract['x-p2-error-codes'].some((known) => known.code === code && known.status === status),
  );
  const isRedirection = status >= 300 && status < 400;
  if (isError || isRedirection) return [];
  const shown = response.content
    ? bodyExpressions(contentSchema(contract, response.content))
    : literal(response.description?.split('.')[0] ?? '');
  return [`if (answer.status === ${status}) console.log(${shown});`];
}

function bodyExpressions({ type, properties = {} }: Schema): string {
  if (type !== 'object') return 'answer.body';
  return Object.keys(properties)
    .map((name) => `answer.body.${name}`)
    .join(', ');
}

function literal(value: unknown, shorten: Shorten = String): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, shorten)).join(', ')}]`;
  if (!isObject(value)) {
    return `'${shorten(String(value)).replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  }
  const members = Object.entries(value).map(
    ([name, member]) => `${name}: ${literal(member, shorten)}`,
  );
  return `{ ${members.join(', ')} }`;
}

function isObject(value: unknown): value is Example {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
