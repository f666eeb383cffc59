import type { OperationId } from '@p2core/types';
import type { Answer } from '../http/answer.js';
import type { RequestOptions } from '../http/request.js';

/**
 * Sends a request for an operation. Without options it is a plain request: its path parameter is the fixture's actor,
 * its token the one of the role that the operation needs.
 *
 * @throws {Failure} where the contract does not declare the answer's status, media type or content
 * @throws {Skip} where the server lacks the operation, or its rate limit lasts longer than the kit waits
 * @throws {Failure} where no answer comes in time
 */
export type Send = (operation: OperationId, options?: RequestOptions) => Promise<Answer>;
