import {
  type Contract,
  type Header,
  listOperations,
  type Operation,
  type Parameter,
  pathPrefix,
  type Response,
  resolveRef,
  responsesByStatus,
  rolesOf,
} from './contract.js';
import { constStatement, typescriptFile } from './generated-file.js';
import { queryLists, queryOrBody, queryTwin } from './query-twin.js';

/** The table of operations, which server, client and kit read at run time. */
export function operationTable(contract: Contract): string {
  const operations = listOperations(contract);
  const table = Object.fromEntries(
    operations.map(({ path, method, operation }) => [
      operation.operationId,
      describe(contract, path, method, operation),
    ]),
  );
  return typescriptFile(
    constStatement('contractVersion', contract.info.version, "The contract's `info.version`."),
    constStatement(
      'pathPrefix',
      pathPrefix(contract),
      'The path under which all operations stand, without a slash at its end.',
    ),
    constStatement(
      'pages',
      Object.fromEntries(contract['x-p2-pages'].map(({ page, ...entry }) => [page, entry])),
      'The pages of the protocol, each of which a server offers as a whole (R25).',
    ),
    constStatement('operations', table, 'The operations of the contract by their operationId.'),
  );
}

/** Whether a header field belongs to conditional requests (RFC 9110 section 13.1). Servers read these for every operation. */
export function isConditional(name: string): boolean {
  return name.startsWith('If-');
}

function describe(contract: Contract, path: string, method: string, operation: Operation) {
  const parameters = (operation.parameters ?? []).map((parameter) =>
    resolveRef<Parameter>(contract, parameter),
  );
  const named = (location: Parameter['in']) =>
    parameters.filter((parameter) => parameter.in === location).map(({ name }) => name);
  return {
    operationId: operation.operationId,
    method,
    path,
    page: operation['x-p2-page'],
    tags: operation.tags,
    optional: operation['x-p2-optional'] ?? false,
    offeredWith: operation['x-p2-offered-with'] ?? null,
    effect: operation['x-p2-effect'],
    roles: rolesOf(contract, operation),
    pathParameters: named('path'),
    queryParameters: named('query'),
    headerParameters: named('header').filter((name) => !isConditional(name)),
    queryLists: queryLists(contract, operation),
    queryOrBody: queryOrBody(contract, operation),
    requestBody: operation.requestBody
      ? {
          required: operation.requestBody.required,
          mediaTypes: Object.keys(operation.requestBody.content),
          maxContentLength: operation.requestBody['x-p2-max-content-length'],
          queryTwin: queryTwin(contract, operation),
        }
      : null,
    responses: Object.fromEntries(
      responsesByStatus(operation).map(([status, response]) => [
        status,
        describeResponse(contract, resolveRef<Response>(contract, response)),
      ]),
    ),
    errors: operation['x-p2-errors'],
    rulings: operation['x-p2-rulings'],
  };
}

function describeResponse(contract: Contract, response: Response) {
  return {
    mediaTypes: Object.keys(response.content ?? {}),
    headers: Object.fromEntries(
      Object.entries(response.headers ?? {}).map(([name, node]) => {
        const header = resolveRef<Header>(contract, node);
        return [
          name,
          {
            required: header.required ?? false,
            default: header.schema.default ?? null,
            ...(header['x-p2-default-for-the-past'] && {
              defaultForThePast: header['x-p2-default-for-the-past'],
            }),
          },
        ];
      }),
    ),
    ...(response['x-p2-client-accepts'] && { clientAccepts: response['x-p2-client-accepts'] }),
  };
}
