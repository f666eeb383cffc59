import { operations } from '@p2core/types';
import { document } from '@p2core/types/document';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** The compiled schemas of all answers. */
export interface AnswerSchemas {
  get(
    operationId: string,
    status: number | string,
    mediaType: string,
  ): ValidateFunction | undefined;
}

interface ResponseNode {
  $ref?: string;
  content?: Record<string, { schema: Record<string, unknown> }>;
}

/** Compiles the schemas of all answers out of the bundled contract. */
export function compileSchemas(): AnswerSchemas {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  for (const format of ['int32', 'int64']) ajv.addFormat(format, true);
  ajv.addSchema(document, 'contract', undefined, false);
  const schemas = new Map<string, ValidateFunction>();
  const key = (...parts: unknown[]) => parts.join(' ');
  for (const { operationId, path, method } of Object.values(operations)) {
    const node = document.paths[path]?.[method.toLowerCase()];
    const { responses } = node as { responses: Record<string, ResponseNode> };
    for (const [status, response] of Object.entries(responses)) {
      for (const [mediaType, { schema }] of Object.entries(resolve(response).content ?? {})) {
        schemas.set(key(operationId, status, mediaType), ajv.compile(absolute(schema)));
      }
    }
  }
  return { get: (...parts) => schemas.get(key(...parts)) };
}

function resolve(response: ResponseNode): ResponseNode {
  const name = response.$ref?.replace('#/components/responses/', '');
  return name ? (document.components.responses?.[name] as ResponseNode) : response;
}

function absolute(schema: Record<string, unknown>): Record<string, unknown> {
  return typeof schema.$ref === 'string' ? { $ref: `contract${schema.$ref}` } : schema;
}
