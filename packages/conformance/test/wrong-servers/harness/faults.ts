/** The usual kinds of fault. */
import type { ErrorCode, OperationId } from '@p2core/types';
import type { NewFault } from '../wrong-server.js';
import type { Healthy } from './healthy.js';
import {
  type Answer,
  bare,
  type Fields,
  filtersOf,
  type Request,
  valueIn,
  withFields,
  withFilters,
  withValue,
} from './message.js';
import { isFor } from './operations.js';

/** Changes an answer, given the request. */
export type Change = (
  answer: Answer,
  request: Request,
  healthy: Healthy,
) => Answer | Promise<Answer>;

/** Changes each answer. */
export function answers(change: Change): NewFault {
  return () => async (request, healthy) => change(await healthy.send(request), request, healthy);
}

/** Changes each request before the healthy server gets it. */
export function requests(
  change: (request: Request, healthy: Healthy) => Request | Promise<Request>,
): NewFault {
  return () => async (request, healthy) => healthy.send(await change(request, healthy));
}

/** Has the fault in these operations only. */
export function on(operation: OperationId | readonly OperationId[], newFault: NewFault): NewFault {
  const ids = [operation].flat() as OperationId[];
  return () => {
    const fault = newFault();
    return (request, healthy) =>
      isFor(request, ...ids) ? fault(request, healthy) : healthy.send(request);
  };
}

/** Has the fault only for requests that match. */
export function where(
  isSuch: (request: Request, healthy: Healthy) => boolean,
  newFault: NewFault,
): NewFault {
  return () => {
    const fault = newFault();
    return (request, healthy) =>
      isSuch(request, healthy) ? fault(request, healthy) : healthy.send(request);
  };
}

/** Changes the value in each answer with content and a status below 300. */
export function values<T>(change: (value: T, request: Request) => unknown): NewFault {
  return answers((answer, request) =>
    answer.status < 300 && answer.content.length > 0
      ? withValue(answer, change(valueIn(answer) as T, request))
      : answer,
  );
}

/** Changes answers from the first rotation of the key on. */
export function onceRotated(change: Change): NewFault {
  return () => {
    let hasRotated = false;
    return async (request, healthy) => {
      const answer = await healthy.send(request);
      if (hasRotated) return change(answer, request, healthy);
      hasRotated = isFor(request, 'rotateServerIdentityKey') && answer.status === 200;
      return answer;
    };
  };
}

/** An error in JSON. */
export interface ErrorValue {
  errcode: number;
  error: ErrorCode;
  message: string;
  details?: { path: string; message: string }[];
}

/** The error in an answer, if it is one. */
export function errorIn(answer: Answer): ErrorValue | undefined {
  return answer.status >= 400 && answer.content.length > 0
    ? (valueIn(answer) as ErrorValue)
    : undefined;
}

/** Changes each error. */
export function errorsWith(change: (error: ErrorValue) => object): NewFault {
  return answers((answer) => {
    const error = errorIn(answer);
    return error === undefined ? answer : withValue(answer, change(error));
  });
}

/** Changes each answer that is this error. */
export function onError(code: ErrorCode, change: Change): NewFault {
  return answers((answer, request, healthy) =>
    errorIn(answer)?.error === code ? change(answer, request, healthy) : answer,
  );
}

/** Sends another error in place of this one. */
export function confuses(code: ErrorCode, other: ErrorCode): NewFault {
  return onError(code, (_answer, _request, healthy) => healthy.error(other));
}

/** Replaces any answer by one of this status, with a value or without content. */
export function says(status: number, value?: unknown): Change {
  return (answer) =>
    value === undefined ? bare(answer, status) : withValue({ ...answer, status }, value);
}

/** Answers this without asking the healthy server. */
export function onlySays(status: number): NewFault {
  return () => async (_request, healthy) => bare(await healthy.error('P2CORE_INTERNAL'), status);
}

/** Refuses requests that match. */
export function refuses(
  code: ErrorCode,
  isSuch: (request: Request, healthy: Healthy) => boolean,
): NewFault {
  return where(isSuch, () => (_request, healthy) => healthy.error(code));
}

/** Sends these header fields in answers of these statuses, or in all. */
export function sends(fields: Fields, ...statuses: readonly number[]): NewFault {
  return answers((answer) =>
    statuses.length === 0 || statuses.includes(answer.status) ? withFields(answer, fields) : answer,
  );
}

/** Reads a filter as another value; `undefined` removes it. */
export function readsFilter(name: string, as: (value: unknown) => unknown): NewFault {
  return requests((request) => {
    const filters = filtersOf(request);
    const value = filters[name];
    const read = value === undefined ? undefined : as(value);
    return read === value ? request : withFilters(request, { ...filters, [name]: read });
  });
}
