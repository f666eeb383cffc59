import {
  type Contract,
  type Operation,
  type Parameter,
  type Response,
  resolveRef,
  responsesByStatus,
} from '../contract.js';
import { contentSchema, type Schema } from './schema.js';

/** A few lines of TypeScript that call an operation with the contract's examples and look at each answer. */
export function methodExample(contract: Contract, operation: Operation): string[] {
  const request = {
    ...parameterExamples(contract, operation),
    ...contentExample(contract, operation),
  };
  const argument = Object.keys(request).length > 0 ? literal(request) : '';
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
  const { properties } = contentSchema(contract, requestBody.content);
  if (properties === undefined) return { body: firstLineOf(contract, requestBody.content) };
  return Object.fromEntries(
    Object.entries(properties).map(([name, node]) => [
      name,
      resolveRef<Schema>(contract, node).examples?.[0],
    ]),
  );
}

/** The contract's example is a whole PEM; a docstring has room for its beginning only. */
function firstLineOf(contract: Contract, content: Record<string, unknown>): string {
  const [mediaType] = Object.values(content) as Array<{
    examples: Record<string, { $ref: string }>;
  }>;
  const [reference] = Object.values(mediaType?.examples ?? {});
  const { value } = resolveRef<{ value: string }>(contract, reference as { $ref: string });
  return `${value.split('\n')[0]}\n…`;
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

function literal(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return `'${String(value).replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  }
  const members = Object.entries(value).map(([name, member]) => `${name}: ${literal(member)}`);
  return `{ ${members.join(', ')} }`;
}
