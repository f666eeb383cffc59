import { type OperationId, operations } from '@p2core/types';
import type { TransportAnswer } from './transport.js';
import { UnexpectedAnswerError } from './unexpected-answer-error.js';

interface Description {
  mediaTypes: readonly string[];
  clientAccepts?: number;
}

/** Brings an answer into the one form that `Answer` describes. Throws where the contract does not declare it. */
export function readAnswer(
  operationId: OperationId,
  request: { method: string; url: string },
  { response, text }: TransportAnswer,
): object {
  const { errors } = operations[operationId];
  const responses: Record<string, Description> = operations[operationId].responses;
  const status = declaredStatus(responses, response.status);
  const description = responses[status];
  const unexpected = (reason: string, cause?: unknown) =>
    new UnexpectedAnswerError(request, response.status, reason, cause);

  if (description === undefined) throw unexpected('the contract does not declare this status');
  const { headers } = response;
  if (description.mediaTypes.length === 0) return { status, headers };

  const mediaType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!description.mediaTypes.includes(mediaType)) {
    throw unexpected(`the contract does not declare the media type "${mediaType}" here`);
  }
  const body = mediaType === 'application/json' ? parseJson(text, unexpected) : text;
  if (status < 400) return { status, headers, body: normalize(operationId, body) };

  const { error, message, details } = (body ?? {}) as Record<string, unknown>;
  if (!(errors as readonly unknown[]).includes(error)) {
    throw unexpected(`the contract does not list the error code ${JSON.stringify(error)} here`);
  }
  return {
    status,
    error,
    headers,
    ...(message !== undefined && { message }),
    ...(details !== undefined && { details }),
  };
}

/** R14: one status may stand for another that the contract declares. */
function declaredStatus(responses: Record<string, Description>, status: number): number {
  const alias = Object.entries(responses).find(([, { clientAccepts }]) => clientAccepts === status);
  return alias ? Number(alias[0]) : status;
}

function parseJson(
  text: string,
  unexpected: (reason: string, cause?: unknown) => UnexpectedAnswerError,
): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unexpected('the content is not JSON', cause);
  }
}

/** R1: a server may send `expires` as a decimal string. */
function normalize(operationId: OperationId, body: unknown): unknown {
  if (operationId !== 'getChallenge') return body;
  const { expires, ...challenge } = body as { expires: unknown };
  return { ...challenge, expires: Number(expires) };
}
