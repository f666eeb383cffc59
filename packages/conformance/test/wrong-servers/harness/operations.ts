/** Finds the operation of a request. */
import { findOperation, matchPath, type Operation, type OperationId } from '@p2core/types';
import { pathOf, type Request } from './message.js';

/** The operation of a request, where HEAD counts as GET; `undefined` where there is none. */
export function operationIn({ method, target }: Request): Operation | undefined {
  return findOperation(method, pathOf(target));
}

/** Whether it is a request for one of these operations. */
export function isFor(request: Request, ...ids: readonly OperationId[]): boolean {
  const operation = operationIn(request);
  return operation !== undefined && ids.includes(operation.operationId);
}

/** The Federation ID in the path, decoded unless its percent-encoding is malformed. */
export function fidOf({ target }: Request): string {
  const [[, fid] = ['', '']] = matchPath(pathOf(target))?.parameters ?? [];
  try {
    return decodeURIComponent(fid);
  } catch {
    return fid;
  }
}

/** The look-ups of the server's own certificate and key. */
export const serverLookUps = ['getServerIdCert', 'getServerPublicKey'] as const;

/** All look-ups by time. */
export const lookUps = [...serverLookUps, 'getActorIdCerts'] as const;
