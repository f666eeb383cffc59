import type { OperationBody, OperationId, OperationParameters } from '@p2core/types';

/**
 * The arguments of a method: the operation's parameters and the members of its JSON object by name; content that is not
 * an object as `body`. A timestamp may be a number or a string (R2).
 */
export type RequestArguments<Id extends OperationId> = Widen<
  OperationParameters<Id> & BodyArguments<OperationBody<Id>>
>;

type BodyArguments<Body> = Body extends undefined
  ? unknown
  : Body extends string | readonly unknown[]
    ? { body: Body }
    : Body;

type Widen<T> = {
  [Key in keyof T]: Key extends 'timestamp' ? T[Key] | number : T[Key];
};
