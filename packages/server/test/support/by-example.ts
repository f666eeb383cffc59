import { type OperationId, operations } from '@p2core/types';
import { document, resolveRef } from '@p2core/types/document';

interface ResponseNode {
  content?: Record<string, { examples: Record<string, object> }>;
}

/** Answers an operation with the first of the contract's examples of its first success. */
function answerByExample(operationId: OperationId): () => { status: number; body?: unknown } {
  const { path, method } = operations[operationId];
  const operation = document.paths[path]?.[method.toLowerCase()] as
    | { responses: Record<string, object> }
    | undefined;
  const [status = '', node = {}] =
    Object.entries(operation?.responses ?? {}).find(([given]) => given.startsWith('2')) ?? [];
  const [content] = Object.values(resolveRef<ResponseNode>(node).content ?? {});
  const [example] = Object.values(content?.examples ?? {});
  if (example === undefined) return () => ({ status: Number(status) });
  const { value } = resolveRef<{ value: unknown }>(example);
  return () => ({ status: Number(status), body: structuredClone(value) });
}

/** Handlers that answer every request with the contract's examples. */
export const byExample: unknown = Object.fromEntries(
  Object.keys(operations).map((id) => [id, answerByExample(id as OperationId)]),
);
