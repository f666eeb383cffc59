import { type ErrorCode, errorCodes, type Operation } from '@p2core/types';

/** The codes of a 404 that do not prove that the operation exists. */
export const notThere: readonly string[] = ['P2CORE_NOT_FOUND', 'P2CORE_ROUTE_NOT_OFFERED'];

/** The codes by which a 404 says that the operation is there, but not what the request names. */
export function notFoundCodes({ errors }: Operation): ErrorCode[] {
  return errors.filter((code) => errorCodes[code].status === 404 && !notThere.includes(code));
}
