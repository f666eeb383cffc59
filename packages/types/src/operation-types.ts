import type { errorCodes } from './generated/errors.js';
import type { operations, pages } from './generated/operations.js';
import type { operations as OperationSchemas } from './generated/schema.js';

/** The operationId of each of the contract's operations. */
export type OperationId = keyof typeof operations;

/** A page of the protocol, as `x-p2-page` names it; a server offers it as a whole (R25). */
export type Page = keyof typeof pages;

/** The pages that every server has. */
export type RequiredPage = {
  [Name in Page]: (typeof pages)[Name]['required'] extends true ? Name : never;
}[Page];

/** The operations of a page. */
export type OperationOf<Name extends Page> = {
  [Id in OperationId]: (typeof operations)[Id]['page'] extends Name ? Id : never;
}[OperationId];

/** A code of the contract's error registry (R24). */
export type ErrorCode = keyof typeof errorCodes;

/** A role that an operation demands of a token's owner. */
export type Role = NonNullable<(typeof operations)[OperationId]['roles']>[number];

/** The error codes that an operation can answer with (`x-p2-errors`). */
export type OperationErrorCode<Id extends OperationId> = (typeof operations)[Id]['errors'][number];

/** The HTTP status of an error code. */
export type StatusOf<Code extends ErrorCode> = (typeof errorCodes)[Code]['status'];

/**
 * The path and query parameters of an operation, by name. One that must come in the query or in the body (R3) is
 * required here.
 */
export type OperationParameters<Id extends OperationId> = Flatten<
  Defined<OperationSchemas[Id]['parameters']['path']> &
    Demanded<
      Defined<OperationSchemas[Id]['parameters']['query']>,
      (typeof operations)[Id]['queryOrBody'][number]
    >
>;

type Demanded<Query, Names> = Omit<Query, Names & keyof Query> &
  Required<Pick<Query, Names & keyof Query>>;

/** The header fields of a request that its handler needs, by name, without those of conditional requests. */
export type OperationHeaders<Id extends OperationId> = {
  readonly [Name in (typeof operations)[Id]['headerParameters'][number]]?: string;
};

/**
 * The content of an operation's request, or `undefined` where it takes none. It is `undefined` too where the content
 * may come in the query instead: then it is among the parameters (R3).
 */
export type OperationBody<Id extends OperationId> = (typeof operations)[Id]['requestBody'] extends {
  queryTwin: string;
}
  ? undefined
  : OperationSchemas[Id]['requestBody'] extends { content: infer Content }
    ? Content[keyof Content]
    : undefined;

/** `default` stands for errors that no operation causes. */
type Responses<Id extends OperationId> = Omit<OperationSchemas[Id]['responses'], 'default'>;

/** The statuses of an operation's answers that are not errors of the registry. */
export type PlainStatus<Id extends OperationId> = Exclude<
  keyof Responses<Id>,
  StatusOf<OperationErrorCode<Id>>
>;

/** The media types of an operation's answer with this status, each with the type of its content. */
export type ResponseContent<
  Id extends OperationId,
  Status extends keyof Responses<Id>,
> = Responses<Id>[Status] extends { content: infer Content } ? Defined<Content> : never;

type Defined<T> = [Exclude<T, undefined>] extends [never] ? unknown : Exclude<T, undefined>;

type Flatten<T> = { [Key in keyof T]: T[Key] };
