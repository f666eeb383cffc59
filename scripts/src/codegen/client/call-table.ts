import {
  type Contract,
  type ErrorCodeEntry,
  listOperations,
  type Operation,
  type Parameter,
  pathPrefix,
  type Response,
  resolveRef,
  responsesByStatus,
} from '../contract.js';
import { isConditional } from '../operation-table.js';
import { queryTwin } from '../query-twin.js';
import { answerShape } from './answer-shape.js';
import { codeSum } from './code-sum.js';
import { contentSchema } from './schema.js';

const json = 'application/json';

/**
 * The client's table of operations. It is part of every browser bundle, so it has only what a client cannot derive, and
 * has it once. `operation.ts` of the client reads it.
 */
interface CallTable {
  /** The path under which all operations stand. */
  prefix: string;
  /** The status with which a server refuses a token. */
  refusal: number;
  /** The statuses of all answers with a `Retry-After`. */
  retryAfter: number[];
  /** By operation: the rest of its path, its answers, its errors, and its exceptions. */
  calls: Record<string, [path: string, answers: object, errors: string, others: object]>;
}

/** Makes the client's table. Throws if the table cannot express something in the contract. */
export function callTable(contract: Contract): CallTable {
  const operations = listOperations(contract);
  const prefix = `${pathPrefix(contract)}/`;
  checkSums(contract['x-p2-error-codes']);
  checkFields(operations.flatMap(({ operation }) => ownFields(contract, operation)));
  return {
    prefix,
    refusal: statusOf(contract, 'P2CORE_UNAUTHORIZED'),
    retryAfter: sameForAll(
      operations.map(({ operation }) => statusesToRepeat(contract, operation)),
    ),
    calls: Object.fromEntries(
      operations.map(({ method, path, operation }) => [
        operation.operationId,
        [
          path.slice(prefix.length),
          describeAnswers(contract, operation),
          describeErrors(contract, operation),
          {
            ...(method !== 'GET' && { method }),
            ...(operation.security?.length !== 0 && { token: true }),
            ...(!['reads', 'changes'].includes(operation['x-p2-effect']) && { once: true }),
            ...describeRequest(contract, operation),
            ...describeAccepted(contract, operation),
          },
        ],
      ]),
    ),
  };
}

function checkSums(registry: readonly ErrorCodeEntry[]): void {
  const sums = new Set(registry.map(({ code }) => codeSum(code)));
  if (sums.size !== registry.length) throw new Error('two error codes have the same check sum');
}

/** Each error as its status and the check sum of its code, the usual ones first, which compresses best. */
function describeErrors(contract: Contract, operation: Operation): string {
  const listed = listOperations(contract).flatMap(({ operation }) => operation['x-p2-errors']);
  const rarity = (code: string) => -listed.filter((other) => other === code).length;
  return [...operation['x-p2-errors']]
    .sort((one, other) => rarity(one) - rarity(other) || one.localeCompare(other))
    .map((code) => `${statusOf(contract, code)}${codeSum(code)}`)
    .join('');
}

function sameForAll([first = [], ...others]: number[][]): number[] {
  if (others.some((other) => `${other}` !== `${first}`)) {
    throw new Error('not all operations have Retry-After at the same statuses');
  }
  return first;
}

/** The names of the arguments, and the argument that is the whole content if that is not an object. */
function describeRequest(contract: Contract, operation: Operation): object {
  const parameters = (operation.parameters ?? []).map((node) =>
    resolveRef<Parameter>(contract, node),
  );
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const sensitive = ownFields(contract, operation).length > 0;
  return {
    ...(query.length > 0 && { query }),
    ...(sensitive && { sensitive }),
    ...describeContent(contract, operation, query),
  };
}

/** The client has an argument for only one header field, the second factor (R41). */
function checkFields(fields: readonly string[]): void {
  if (new Set(fields).size > 1) throw new Error(`the client cannot send all of ${fields}`);
}

/** The header fields of an operation's requests, without those of conditional requests. */
function ownFields(contract: Contract, { parameters = [] }: Operation): string[] {
  return parameters
    .map((node) => resolveRef<Parameter>(contract, node))
    .filter((parameter) => parameter.in === 'header' && !isConditional(parameter.name))
    .map(({ name }) => name);
}

function describeContent(contract: Contract, operation: Operation, query: string[]): object {
  const { requestBody } = operation;
  if (requestBody === undefined) return {};
  const [type] = Object.keys(requestBody.content);
  const twin = queryTwin(contract, operation);
  const { properties } = contentSchema(contract, requestBody.content);
  return {
    ...(twin && { twin: true }),
    ...(properties
      ? { members: Object.keys(properties) }
      : { whole: twin ? query[0] : 'body', ...(type !== json && { type }) }),
  };
}

/** The shapes by status, `0` for an answer without content. */
function describeAnswers(contract: Contract, operation: Operation): object {
  const accept = acceptedMediaTypes(contract, operation);
  return Object.fromEntries(
    plainAnswers(contract, operation).map(({ status, response: { content } }) => {
      if (!content) return [status, 0];
      if (Object.keys(content).join(', ') !== accept) {
        throw new Error(`${operation.operationId}: its answers differ in media types`);
      }
      return [status, answerShape(contract, contentSchema(contract, content))];
    }),
  );
}

function describeAccepted(contract: Contract, operation: Operation): object {
  const accept = acceptedMediaTypes(contract, operation);
  const aliases = plainAnswers(contract, operation).flatMap(({ status, response }) =>
    (response['x-p2-client-accepts'] ?? []).map((alias) => [alias, status]),
  );
  return {
    ...(accept !== json && { accept }),
    ...(aliases.length > 0 && { aliases: Object.fromEntries(aliases) }),
  };
}

function plainAnswers(contract: Contract, operation: Operation) {
  const errorStatuses = operation['x-p2-errors'].map((code) => statusOf(contract, code));
  return responsesOf(contract, operation).filter(({ status }) => !errorStatuses.includes(status));
}

function acceptedMediaTypes(contract: Contract, operation: Operation): string {
  const mediaTypes = responsesOf(contract, operation).flatMap(({ response }) =>
    Object.keys(response.content ?? {}),
  );
  return [...new Set(mediaTypes)].join(', ');
}

function statusesToRepeat(contract: Contract, operation: Operation): number[] {
  return responsesOf(contract, operation)
    .filter(({ response }) => response.headers && 'Retry-After' in response.headers)
    .map(({ status }) => status);
}

function responsesOf(contract: Contract, operation: Operation) {
  return responsesByStatus(operation).map(([status, response]) => ({
    status: Number(status),
    response: resolveRef<Response>(contract, response),
  }));
}

function statusOf(contract: Contract, code: string): number {
  const entry = contract['x-p2-error-codes'].find((known: ErrorCodeEntry) => known.code === code);
  if (entry === undefined) throw new Error(`${code} is not in the registry`);
  return entry.status;
}
