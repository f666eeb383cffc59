import {
  type Contract,
  type ErrorCodeEntry,
  listOperations,
  type Operation,
  type Parameter,
  type Response,
  resolveRef,
  responsesByStatus,
} from '../contract.js';
import { queryTwin } from '../query-twin.js';
import { answerShape } from './answer-shape.js';
import { contentSchema } from './schema.js';

/**
 * The client's table of operations: that of `@p2core/types` without what only servers and the kit need, because it is
 * part of every browser bundle.
 */
export function callTable(contract: Contract): Record<string, object> {
  return Object.fromEntries(
    listOperations(contract).map(({ method, path, operation }) => [
      operation.operationId,
      {
        method,
        path,
        token: operation.security?.length !== 0,
        destroys: operation['x-p2-effect'] === 'destroys',
        pathParameters: parameterNames(contract, operation, 'path'),
        queryParameters: parameterNames(contract, operation, 'query'),
        content: describeContent(contract, operation),
        accept: acceptedMediaTypes(contract, operation).join(', '),
        answers: describeAnswers(contract, operation),
        errors: Object.fromEntries(
          operation['x-p2-errors'].map((code) => [code, statusOf(contract, code)]),
        ),
        retryAfter: responsesOf(contract, operation)
          .filter(({ response }) => response.headers && 'Retry-After' in response.headers)
          .map(({ status }) => status),
      },
    ]),
  );
}

function parameterNames(
  contract: Contract,
  { parameters = [] }: Operation,
  location: Parameter['in'],
): string[] {
  return parameters
    .map((parameter) => resolveRef<Parameter>(contract, parameter))
    .filter((parameter) => parameter.in === location)
    .map(({ name }) => name);
}

function describeContent(contract: Contract, operation: Operation): object | null {
  const { requestBody } = operation;
  if (requestBody === undefined) return null;
  const [mediaType] = Object.keys(requestBody.content);
  const { properties } = contentSchema(contract, requestBody.content);
  const members = properties ? Object.keys(properties) : null;
  return { mediaType, members, twin: queryTwin(contract, operation) !== null };
}

function acceptedMediaTypes(contract: Contract, operation: Operation): string[] {
  return [
    ...new Set(
      responsesOf(contract, operation).flatMap(({ response }) =>
        Object.keys(response.content ?? {}),
      ),
    ),
  ];
}

function describeAnswers(contract: Contract, operation: Operation): Record<number, object> {
  const errorStatuses = operation['x-p2-errors'].map((code) => statusOf(contract, code));
  return Object.fromEntries(
    responsesOf(contract, operation)
      .filter(({ status }) => !errorStatuses.includes(status))
      .map(({ status, response: { content, 'x-p2-client-accepts': alias } }) => [
        status,
        {
          ...(alias && { aliases: alias }),
          ...(content && {
            mediaTypes: Object.keys(content),
            shape: answerShape(contract, contentSchema(contract, content)),
          }),
        },
      ]),
  );
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
