import { type Contract, type Header, listOperations, resolveRef } from '../codegen/contract.js';

const status = '405';

interface AnyError {
  headers?: Record<string, object>;
  content: Record<string, { examples: Record<string, object> }>;
}

interface MethodNotAllowed extends AnyError {
  headers: Record<string, { $ref: string }>;
}

/**
 * Moves 405, the answer to another method, from each operation into the `default` answer. The sources have it at each
 * operation, because the kit judges such an answer as one of the path's first operation. But an operation itself never
 * answers 405.
 */
export function sayOtherMethodsOnce(document: Contract): void {
  const codes = document['x-p2-error-codes'].filter((entry) => String(entry.status) === status);
  for (const { operation } of listOperations(document)) {
    delete operation.responses[status];
    operation['x-p2-errors'] = operation['x-p2-errors'].filter(
      (code) => !codes.some((entry) => entry.code === code),
    );
  }
  for (const entry of codes) entry.scope = 'any';
  const responses = document.components.responses as unknown as {
    AnyError: AnyError;
    MethodNotAllowed?: MethodNotAllowed;
  };
  const { AnyError, MethodNotAllowed } = responses;
  if (MethodNotAllowed === undefined) throw new Error('the contract has no MethodNotAllowed');
  AnyError.headers = Object.fromEntries(
    Object.entries(MethodNotAllowed.headers).map(([name, node]) => [
      name,
      { ...resolveRef<Header>(document, node), required: false },
    ]),
  );
  for (const [type, { examples }] of Object.entries(MethodNotAllowed.content)) {
    Object.assign(AnyError.content[type]?.examples ?? {}, examples);
  }
  delete responses.MethodNotAllowed;
}
