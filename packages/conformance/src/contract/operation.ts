import { type Operation, type OperationId, operations } from '@p2core/types';

/** The header field that carries a second factor (R41). */
export const [solutionField] = operations.rotateSessionIdCert.headerParameters;

/** The media type of a PEM that is sent as it is (R6). */
export const [pemType] = operations.updateSessionIdCert.requestBody.mediaTypes;

/** The operation of this operationId. */
export function operationOf(id: OperationId): Operation {
  return operations[id];
}
