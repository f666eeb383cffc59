/** Finds the operation of a request. */
import { allOperations, type Operation, type OperationId } from '@p2core/types';
import { pathOf, type Request } from './message.js';

const routes = allOperations.map((operation) => ({
  operation,
  method: operation.method,
  path: new RegExp(`^${operation.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)')}/?$`),
}));

function routeOf({ method, target }: Request) {
  const asked = method === 'HEAD' ? 'GET' : method;
  return routes.find((route) => route.method === asked && route.path.test(pathOf(target)));
}

/** The operation of a request, where HEAD counts as GET; `undefined` where there is none. */
export function operationIn(request: Request): Operation | undefined {
  return routeOf(request)?.operation;
}

/** Whether it is a request for one of these operations. */
export function isFor(request: Request, ...ids: readonly OperationId[]): boolean {
  const operation = operationIn(request);
  return operation !== undefined && ids.includes(operation.operationId);
}

/** The Federation ID in the path, decoded unless its percent-encoding is malformed. */
export function fidOf(request: Request): string {
  const [, fid = ''] = routeOf(request)?.path.exec(pathOf(request.target)) ?? [];
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
