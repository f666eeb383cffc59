import { type ErrorCode, errorCodes } from '@p2core/types';
import { document } from '@p2core/types/document';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { allOperations, type Operation } from '../operation.js';
import type { Answer } from './answer.js';

/** A way in which an answer breaks the contract. */
export interface Violation {
  /** A JSON Pointer into the answer: `/status`, `/headers/…` or `/body/…`. */
  pointer: string;
  reason: string;
}

/** Finds the first way in which a finished answer breaks the contract, if any. */
export type ValidateAnswer = (operation: Operation, answer: Answer) => Violation | undefined;

/** Compiles the contract's response schemas. */
export function compileAnswerValidator(): ValidateAnswer {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'contract', undefined, false);
  const schemas = new Map<string, ValidateFunction>();
  for (const operation of allOperations) {
    for (const [status, { mediaTypes }] of Object.entries(operation.responses)) {
      for (const mediaType of mediaTypes) {
        const schema = contentSchema(operation, status, mediaType);
        schemas.set(key(operation, status, mediaType), ajv.compile(absolute(schema)));
      }
    }
  }

  return (operation, answer) => {
    const value = answer.content && readBack(answer.content);
    return (
      statusViolation(operation, answer.status, value) ??
      headerViolation(operation, answer) ??
      contentViolation(operation, answer, value, schemas)
    );
  };
}

/** What the client will read: the octets decide, not the value that a handler returned. */
function readBack({ mediaType, octets }: NonNullable<Answer['content']>): unknown {
  const text = octets.toString();
  return mediaType === 'application/json' ? JSON.parse(text) : text;
}

function statusViolation(
  operation: Operation,
  status: number,
  value: unknown,
): Violation | undefined {
  const code = status >= 400 ? (value as { error?: ErrorCode } | undefined)?.error : undefined;
  if (code !== undefined && errorCodes[code]?.scope === 'any') return undefined;
  if (operation.responses[status] === undefined) {
    return { pointer: '/status', reason: `${status} is not declared` };
  }
  if (code !== undefined && !operation.errors.includes(code)) {
    return { pointer: '/body/error', reason: `${code} is not listed in x-p2-errors` };
  }
  return undefined;
}

/** Errors may not be kept either, which the contract says once for all of them and not at each (R23). */
const alwaysAllowed = ['Cache-Control'];

const fieldValue = /^[\t\x20-\x7e]*$/;

function headerViolation(operation: Operation, answer: Answer): Violation | undefined {
  const declared = operation.responses[answer.status]?.headers ?? {};
  for (const [name, value] of Object.entries(answer.headers)) {
    const pointer = `/headers/${name}`;
    if (!Object.hasOwn(declared, name) && !alwaysAllowed.includes(name)) {
      return { pointer, reason: 'is not declared' };
    }
    if (!fieldValue.test(value)) return { pointer, reason: 'is not a field value of RFC 9110' };
  }
  for (const [name, { required, pattern }] of Object.entries(declared)) {
    const value = answer.headers[name];
    if (value === undefined) {
      if (required) return { pointer: `/headers/${name}`, reason: 'is missing' };
    } else if (pattern !== null && !new RegExp(pattern, 'u').test(value)) {
      return { pointer: `/headers/${name}`, reason: `does not match ${pattern}` };
    }
  }
  return undefined;
}

function contentViolation(
  operation: Operation,
  { status, content }: Answer,
  value: unknown,
  schemas: Map<string, ValidateFunction>,
): Violation | undefined {
  const mediaTypes = operation.responses[status]?.mediaTypes;
  if (mediaTypes === undefined) return undefined;
  if (content === undefined) {
    return mediaTypes.length === 0 ? undefined : { pointer: '/body', reason: 'is missing' };
  }
  const validate = schemas.get(key(operation, String(status), content.mediaType));
  if (validate === undefined) {
    return {
      pointer: '/body',
      reason: mediaTypes.length === 0 ? 'must be empty' : `${content.mediaType} is not declared`,
    };
  }
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return { pointer: `/body${error?.instancePath}`, reason: error?.message ?? 'is invalid' };
}

function key({ operationId }: Operation, status: string, mediaType: string): string {
  return `${operationId} ${status} ${mediaType}`;
}

interface ResponseNode {
  $ref?: string;
  content?: Record<string, { schema: Record<string, unknown> }>;
}

function contentSchema(
  operation: Operation,
  status: string,
  mediaType: string,
): Record<string, unknown> {
  const node = document.paths[operation.path]?.[operation.method.toLowerCase()] as {
    responses: Record<string, ResponseNode>;
  };
  const response = node.responses[status];
  const name = response?.$ref?.replace('#/components/responses/', '');
  const resolved = name ? (document.components.responses?.[name] as ResponseNode) : response;
  return resolved?.content?.[mediaType]?.schema ?? {};
}

function absolute(schema: Record<string, unknown>): Record<string, unknown> {
  return typeof schema.$ref === 'string' ? { $ref: `contract${schema.$ref}` } : schema;
}
