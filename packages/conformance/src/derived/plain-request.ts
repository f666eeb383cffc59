import type { Operation } from '@p2core/types';
import type { Case, Effect } from '../catalogue/case.js';
import type { Need } from '../catalogue/need.js';
import { describe, expectError, expectThat } from '../check/expect.js';
import { exampleContent } from '../contract/operation-node.js';
import type { Answer } from '../http/answer.js';
import type { RequestOptions } from '../http/request.js';
import type { CaseContext } from '../run/case-context.js';
import { plainRequestOf } from './plain-requests.js';

/** The needs of an operation's plain request, and its effect. */
export function demandsOf(operation: Operation): Pick<Case, 'needs' | 'effect'> {
  const { needs = needsOf(operation), effect = effectOf(operation) } = plainRequestOf(operation);
  return { needs, effect };
}

/** A request that creates something changes the server. */
function effectOf({ effect }: Operation): Effect {
  return effect === 'creates' ? 'changes' : effect;
}

function needsOf({ roles, pathParameters }: Operation): readonly Need[] {
  if (roles?.includes('administrator')) return ['administratorToken'];
  return roles === null && !pathParameters.includes('fid') ? [] : ['actor'];
}

/** The same for a request without a token, which a server of this contract refuses. */
export function strangersDemandsOf(operation: Operation): Pick<Case, 'needs' | 'effect'> {
  return { needs: [], effect: demandsOf(operation).effect === 'destroys' ? 'changes' : 'reads' };
}

/** Sends a plain request for the operation; `special` replaces parts of it. */
export async function sendPlain(
  context: CaseContext,
  operation: Operation,
  special: RequestOptions = {},
): Promise<Answer> {
  const { operationId, requestBody } = operation;
  const isWritten = special.content !== undefined || special.json !== undefined;
  const [mediaType = ''] = requestBody?.mediaTypes ?? [];
  const needsContent = requestBody?.required || lacksInQuery(operation, special);
  const plain: RequestOptions =
    needsContent && !isWritten ? written(await plainValue(context, operation), mediaType) : {};
  const token = plainRequestOf(operation).token?.(context.fixture);
  return context.send(operationId, {
    ...(token !== undefined && { token }),
    ...plain,
    ...special,
    headers: { ...plain.headers, ...special.headers },
  });
}

/** Whether the query lacks a parameter that must come in the query or in the body (R3). */
function lacksInQuery({ queryOrBody }: Operation, { query }: RequestOptions): boolean {
  const inQuery = new URLSearchParams(query);
  return queryOrBody.some((name) => !inQuery.has(name));
}

/** The query of a plain request without content: all parameters that must come in the query or in the body (R3). */
export async function plainQuery(
  context: CaseContext,
  operation: Operation,
): Promise<Record<string, string>> {
  if (operation.queryOrBody.length === 0) return {};
  const value = await plainValue(context, operation);
  // The content of a `whole` twin is the list itself.
  const textOf = (name: string) =>
    Array.isArray(value) ? value.join() : (value as Record<string, string>)[name];
  return Object.fromEntries(operation.queryOrBody.map((name) => [name, textOf(name) ?? '']));
}

/** The value of the content of a plain request. */
export async function plainValue(context: CaseContext, operation: Operation): Promise<unknown> {
  const { value = () => exampleContent(operation) } = plainRequestOf(operation);
  return value(context);
}

/** Content with its media type. */
interface WrittenContent {
  content: string;
  headers: Record<string, string>;
}

/** Writes a value as content of this media type. */
export function written(value: unknown, mediaType: string): WrittenContent {
  const isJson = mediaType === 'application/json';
  return {
    content: isJson ? JSON.stringify(value) : String(value),
    headers: { 'Content-Type': mediaType },
  };
}

/** Expects that the server has carried out the plain request, or has refused it in the expected way. */
export function expectTaken(operation: Operation, answer: Answer): void {
  const { refusal } = plainRequestOf(operation);
  if (refusal !== undefined) expectError(answer, ...refusal);
  else expectPlainStatus(operation, answer);
}

/** Whether a plain request is refused, so that it does no harm. */
export function isRefused(operation: Operation): boolean {
  return plainRequestOf(operation).refusal !== undefined;
}

/** The token of a plain request. */
export function plainToken({ fixture }: CaseContext, operation: Operation): string {
  const { administratorToken = '', actor } = fixture;
  const other = plainRequestOf(operation).token?.(fixture);
  if (other !== undefined) return other;
  return operation.roles?.includes('administrator')
    ? administratorToken
    : (actor?.sessions[0]?.token ?? '');
}

/** Expects a status of the operation's successful answers. */
export function expectPlainStatus(operation: Operation, answer: Answer): void {
  const statuses = plainStatuses(operation);
  expectThat(statuses.includes(answer.status), statuses.join(' or '), describe(answer), answer);
}

/** The statuses of the operation's successful answers to a request without conditions. */
export function plainStatuses({ responses }: Operation): number[] {
  return Object.keys(responses)
    .map(Number)
    .filter((status) => status < 300 || status === 409);
}

/** The media types of the operation's successful answers. */
export function answerTypes({ responses }: Operation): readonly string[] {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, { mediaTypes }]) => mediaTypes);
}
