import {
  allOperations,
  type ErrorDetail,
  type OperationBody,
  type OperationErrorCode,
  type OperationHeaders,
  type OperationId,
  type OperationOf,
  type OperationParameters,
  type operations,
  type Page,
  type PlainStatus,
  pages,
  type RequiredPage,
  type ResponseContent,
  type StatusOf,
} from '@p2core/types';
import { ContractError } from './contract-error.js';
import type { Principal } from './request/authenticate.js';

/** A request that was validated against the contract. */
export interface OperationRequest<Id extends OperationId> {
  /** Path and query parameters by name; content that may come in the query instead is among them (R3), timestamps as decimal strings. */
  parameters: OperationParameters<Id>;
  /** The header fields that the operation names, such as `X-P2-Sensitive-Solution`, as they were sent. */
  headers: OperationHeaders<Id>;
  /** The content of the request. A PEM is a string, whichever media type it came in (R6). */
  body: OperationBody<Id>;
}

/** A handler's second argument: what it gets besides the request. */
export interface RequestContext<Id extends OperationId, P extends Principal = Principal> {
  /** The authenticated principal; `undefined` where the operation needs no authentication. */
  principal: (typeof operations)[Id]['roles'] extends null ? undefined : P;
  /** The handler of a GET also serves `HEAD` (R21), for which it must change nothing. */
  method: (typeof operations)[Id]['method'] extends 'GET'
    ? 'GET' | 'HEAD'
    : (typeof operations)[Id]['method'];
  /**
   * The client's IP address, in Express by its setting `trust proxy`, elsewhere that of the connection; empty where the
   * client has disconnected already.
   */
  address: string;
  /** Aborted when the client disconnects before it has its answer. */
  signal: AbortSignal;
}

/** Answers one operation. It sees neither Express' request nor its response. */
export type Handler<Id extends OperationId, P extends Principal = Principal> = (
  request: OperationRequest<Id>,
  context: RequestContext<Id, P>,
) => HandlerResult<Id> | Promise<HandlerResult<Id>>;

/** The answers that a handler may give: only statuses, headers, bodies and error codes that the contract lists. */
export type HandlerResult<Id extends OperationId> = PlainResult<Id> | ErrorResult<Id>;

/** An answer that is not an error of the registry. The responder answers 304 by itself. */
export type PlainResult<Id extends OperationId> = {
  [Status in Exclude<PlainStatus<Id>, 304>]: Plain<
    Status,
    ResponseContent<Id, Status>,
    HeaderTable<Id, Status>
  >;
}[Exclude<PlainStatus<Id>, 304>];

/** An error of the registry, one that the operation lists. Its status and its JSON follow from the code (R24). */
export type ErrorResult<Id extends OperationId> =
  | {
      [Code in CodeWithHeaders<Id>]: ErrorWithHeaders<Code, HeaderTable<Id, StatusOf<Code>>>;
    }[CodeWithHeaders<Id>]
  | PlainError<Exclude<OperationErrorCode<Id>, CodeWithHeaders<Id>>>;

/** All codes without header fields of their own are one member of the union, so that a compile error lists them all. */
type CodeWithHeaders<Id extends OperationId> = {
  [Code in OperationErrorCode<Id>]: [HeaderName<HeaderTable<Id, StatusOf<Code>>>] extends [never]
    ? never
    : Code;
}[OperationErrorCode<Id>];

type Plain<Status, Content, Headers> = Flatten<
  {
    status: Status;
    /**
     * Called when the whole answer has been handed over to the operating system (R16); not for HEAD, and not where the
     * connection broke. The next request on the same connection waits for it.
     */
    onSent?: () => void | Promise<void>;
  } & BodyPart<Content> &
    HeaderPart<Headers>
>;

type ErrorWithHeaders<Code, Headers> = Flatten<AnyError<Code> & HeaderPart<Headers>>;

type PlainError<Code> = Flatten<AnyError<Code> & { headers?: NoHeaders }>;

interface AnyError<Code> {
  error: Code;
  status?: NotInContract;
  body?: NotInContract;
  onSent?: NotInContract;
  /** One English sentence; by default the registry's meaning of the code. */
  message?: string;
  /** Each fault of the request. */
  details?: readonly ErrorDetail[];
  /** Of `P2CORE_KEY_MATERIAL_NOT_FOUND`: those that have none (R32). */
  serial_numbers?: readonly string[];
}

declare const notInContract: unique symbol;

/** The type of a member that must not be there. It has no values, and a compile error names it. */
interface NotInContract {
  readonly [notInContract]: never;
}

interface NoHeaders {
  [name: string]: NotInContract;
}

type BodyPart<Content> = [Content] extends [never]
  ? { body?: NotInContract }
  : {
      /** The value; the responder writes it in the media type that the client accepts (R5). */
      body: Content[keyof Content];
    };

type HeaderTable<
  Id extends OperationId,
  Status,
> = Status extends keyof (typeof operations)[Id]['responses']
  ? (typeof operations)[Id]['responses'][Status] extends { headers: infer Headers }
    ? Headers
    : never
  : never;

/** Header fields that the responder sets itself. */
type DerivedHeader = 'ETag' | 'Allow';

type HeaderName<Headers> = Exclude<keyof Headers, DerivedHeader>;

type RequiredHeaderName<Headers> = {
  [Name in HeaderName<Headers>]: Headers[Name] extends { required: true; default: null }
    ? Name
    : never;
}[HeaderName<Headers>];

type HeaderPart<Headers> = [HeaderName<Headers>] extends [never]
  ? { headers?: NoHeaders }
  : [RequiredHeaderName<Headers>] extends [never]
    ? { headers?: HeaderFields<Headers> }
    : { headers: HeaderFields<Headers> };

type HeaderFields<Headers> = Flatten<
  { [Name in RequiredHeaderName<Headers>]: string } & {
    [Name in Exclude<HeaderName<Headers>, RequiredHeaderName<Headers>>]?: string;
  }
>;

type Flatten<T> = { [Key in keyof T]: T[Key] };

/** Stands for a handler that is not written yet: the operation answers 501. */
export function unimplemented(): never {
  throw new ContractError('P2CORE_NOT_IMPLEMENTED');
}

/**
 * A server: one handler for each operation of the pages that it offers (R25), by default those that every server has. The
 * handler of an optional operation may be left out (R18).
 */
export type Handlers<
  P extends Principal = Principal,
  Offered extends Page = RequiredPage,
> = RequiredHandlers<P, Offered | RequiredPage> & OptionalHandlers<P, Offered | RequiredPage>;

/** Not a union: with one, the compiler would report a mistake at the handler's name and not at its place inside. */
type RequiredHandlers<P extends Principal, Offered extends Page> = {
  [Id in OperationOf<Offered> as IsOptional<Id> extends true ? never : Id]: Handler<Id, P>;
};

type OptionalHandlers<P extends Principal, Offered extends Page> = {
  [Id in OperationOf<Offered> as IsOptional<Id> extends true ? Id : never]?: Handler<Id, P>;
};

type IsOptional<Id extends OperationId> = (typeof operations)[Id]['optional'];

/**
 * An `unimplemented` handler for each operation that every server has: spread them under your own handlers, and write these
 * one by one.
 *
 * @example
 * const handlers: Handlers = { ...unimplementedHandlers, getChallenge: () => ({ status: 200, body }) };
 */
export const unimplementedHandlers: Readonly<UnimplementedHandlers> = Object.fromEntries(
  allOperations
    .filter(({ page, optional }) => pages[page].required && !optional)
    .map(({ operationId }) => [operationId, unimplemented]),
) as UnimplementedHandlers;

type UnimplementedHandlers = {
  [Id in keyof RequiredHandlers<Principal, RequiredPage>]: typeof unimplemented;
};
