import { document } from '@p2core/types/document';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { allOperations, type Operation } from '../operation.js';
import type { Answer } from './answer.js';
import { AnswerFault } from './answer-fault.js';

/** Throws an `AnswerFault` where the content is not what the contract declares. Returns the value that it holds. */
export type ValidateContent = (operation: Operation, answer: Answer) => unknown;

/** Compiles the schemas of the contents that answers may have. */
export function compileContentValidator(): ValidateContent {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'contract', undefined, false);
  const schemas = new Map<string, ValidateFunction>();
  const compile = (schema: { $ref?: string }): ValidateFunction =>
    (schema.$ref && ajv.getSchema(`contract${schema.$ref}`)) || ajv.compile(schema);
  for (const operation of allOperations) {
    for (const [status, { mediaTypes }] of Object.entries(operation.responses)) {
      for (const mediaType of mediaTypes) {
        const schema = contentSchema(operation, status, mediaType);
        schemas.set(key(operation, status, mediaType), compile(schema));
      }
    }
  }

  return (operation, { status, content }) => {
    const isExpected = operation.responses[status]?.mediaTypes.length !== 0;
    if (content === undefined) {
      if (isExpected) throw new AnswerFault('/body', 'is missing');
      return undefined;
    }
    if (!isExpected) throw new AnswerFault('/body', 'must be empty');
    const validate = schemas.get(key(operation, String(status), content.mediaType));
    if (validate === undefined) {
      throw new AnswerFault('/headers/Content-Type', `${content.mediaType} is not declared`);
    }
    const value = readBack(content);
    if (validate(value)) return value;
    const [error] = validate.errors ?? [];
    throw new AnswerFault(`/body${error?.instancePath ?? ''}`, error?.message ?? 'is invalid');
  };
}

/** What the client will read: the text decides, not the value that a handler returned. */
function readBack({ mediaType, text }: NonNullable<Answer['content']>): unknown {
  return mediaType === 'application/json' ? JSON.parse(text) : text;
}

function key({ operationId }: Operation, status: string, mediaType: string): string {
  return `${operationId} ${status} ${mediaType}`;
}

interface ResponseNode {
  $ref?: string;
  content?: Record<string, { schema: { $ref?: string } }>;
}

function contentSchema(operation: Operation, status: string, mediaType: string): { $ref?: string } {
  const node = document.paths[operation.path]?.[operation.method.toLowerCase()] as {
    responses: Record<string, ResponseNode>;
  };
  const response = node.responses[status];
  const name = response?.$ref?.replace('#/components/responses/', '');
  const resolved = name ? (document.components.responses?.[name] as ResponseNode) : response;
  const schema = resolved?.content?.[mediaType]?.schema;
  if (schema === undefined) {
    throw new Error(
      `the contract has no schema for ${operation.operationId} ${status} ${mediaType}`,
    );
  }
  return schema;
}
