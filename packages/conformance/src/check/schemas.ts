import { document } from '@p2core/types/document';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { allOperations, type Operation } from '../operation.js';

interface ResponseNode {
  $ref?: string;
  content?: Record<string, { schema: { $ref?: string } }>;
}

/** The schema of an answer's content, compiled. */
export type SchemaOf = (
  operation: Operation,
  status: number,
  mediaType: string,
) => ValidateFunction | undefined;

/** Compiles the schemas of all answers that the bundled contract declares. */
export function compileSchemas(): SchemaOf {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, 'contract', undefined, false);
  const schemas = new Map<string, ValidateFunction>();
  const key = ({ operationId }: Operation, ...parts: unknown[]) =>
    [operationId, ...parts].join(' ');
  for (const operation of allOperations) {
    const node = document.paths[operation.path]?.[operation.method.toLowerCase()];
    const { responses } = node as { responses: Record<string, ResponseNode> };
    for (const [status, response] of Object.entries(responses)) {
      for (const [mediaType, { schema }] of Object.entries(resolve(response).content ?? {})) {
        const absolute = schema.$ref ? { $ref: `contract${schema.$ref}` } : schema;
        schemas.set(key(operation, status, mediaType), ajv.compile(absolute));
      }
    }
  }
  return (operation, ...parts) => schemas.get(key(operation, ...parts));
}

function resolve(response: ResponseNode): ResponseNode {
  const name = response.$ref?.replace('#/components/responses/', '');
  return name ? (document.components.responses?.[name] as ResponseNode) : response;
}
