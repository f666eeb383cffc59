import { allOperations, type Operation } from '@p2core/types';
import { sendPlain } from '../derived/plain-request.js';
import type { RequestOptions } from '../http/request.js';
import type { CaseContext } from '../run/case-context.js';
import { Failure, Skip } from '../run/failure.js';

/** Sends harmless requests for each operation: plain, conditional, with a wrong method, without a token. */
export async function askEverything(context: CaseContext): Promise<void> {
  for (const operation of allOperations) {
    for (const special of requestsFor(operation, context)) {
      await unlessItFails(() => sendPlain(context, operation, special));
    }
  }
}

function requestsFor(operation: Operation, context: CaseContext): RequestOptions[] {
  const { roles, responses } = operation;
  return [
    ...plainRequestsFor(operation, context),
    ...(responses[304] === undefined ? [] : [{ headers: { 'If-None-Match': '*' } }]),
    { method: 'PATCH', content: '' },
    ...(roles === null ? [] : [{ token: null, content: '' }]),
  ];
}

/** Uses HEAD where GET would use something up. */
function plainRequestsFor(operation: Operation, { fixture }: CaseContext): RequestOptions[] {
  const { method, effect, operationId } = operation;
  if (method !== 'GET') return [];
  if (effect === 'reads') return [{}];
  if (operationId !== 'getEvents') return [{ method: 'HEAD' }];
  const { actor, events } = fixture;
  const sessions = [...(actor?.sessions ?? []), ...(events ? [events.session] : [])];
  return sessions.map(({ token }) => ({ method: 'HEAD', token }));
}

/** Only the rules for every answer judge the answers to these requests. */
async function unlessItFails(ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof Failure || error instanceof Skip)) throw error;
  }
}
