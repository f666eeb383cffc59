import type { OperationId } from '@p2core/types';
import type { Shape } from './answer/shape.js';
import { calls, codeSum, prefix } from './generated/call-table.js';

/** The media type of JSON. */
export const json = 'application/json';

/** The parts of an operation of the contract that a client needs. */
export interface CalledOperation {
  method: string;
  path: string;
  /** It needs an access token. */
  token?: boolean;
  /** Each call has an effect of its own, so the client does not repeat one on which the server may have acted. */
  once?: boolean;
  /** It may ask for a second factor (R41). */
  sensitive?: boolean;
  /** The names of its query parameters. */
  query: readonly string[];
  /** Its parameters may come as content in place of the query (R3). */
  twin?: boolean;
  /** The members of its content, a JSON object. */
  members: readonly string[];
  /** The argument that is its content, where that is no object. */
  whole?: string;
  /** The media type of its content. */
  type: string;
  /** The media types of its answers with content. */
  accept: string;
  /** The answers that are no errors: the shape of the content by status, or `0` where there is none. */
  answers: Readonly<Record<number, Shape | 0>>;
  /** The status for which a client takes another one, or `empty`, a success with an empty array (R14). */
  aliases: Readonly<Record<string, number>>;
  /** The errors that it can answer with, each as its status and the check sum of its code. */
  errors: string;
}

/** The IDs of all operations. */
export const operationIds = Object.keys(calls) as OperationId[];

/** Looks an operation up in the generated table. */
export function operationOf(operationId: OperationId): CalledOperation {
  const [path, answers, errors, others] = calls[operationId];
  return {
    method: 'GET',
    path: prefix + path,
    query: [],
    members: [],
    type: json,
    accept: json,
    answers,
    aliases: {},
    errors,
    ...others,
  };
}

/** Whether an operation can answer with an error of this status, and with this code where one is given. */
export function isDeclaredError(
  { errors }: CalledOperation,
  status: number,
  code?: string,
): boolean {
  return errors.includes(`${status}${code === undefined ? '' : codeSum(code)}`);
}
