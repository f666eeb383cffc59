import type {
  ErrorDetail,
  OperationBody,
  OperationErrorCode,
  OperationId,
  OperationParameters,
  operations,
  PlainStatus,
  ResponseContent,
  StatusOf,
} from '@p2core/types';
import type { Principal } from './request/authenticate.js';

/** A request that keeps the contract. */
export interface OperationRequest<Id extends OperationId> {
  /** Path and query parameters by name; members of a GET body are among them (R3), timestamps as decimal strings. */
  parameters: OperationParameters<Id>;
  /** The content of the request; of a PEM the string, whichever media type brought it (R6). */
  body: OperationBody<Id>;
}

/** What a handler knows beside the request. */
export interface RequestContext<Id extends OperationId, P extends Principal> {
  /** Who asks; `undefined` where the operation needs no authentication. */
  principal: (typeof operations)[Id]['roles'] extends null ? undefined : P;
  /** `HEAD` comes to the handler of GET (R21); it must not change anything. */
  method: (typeof operations)[Id]['method'] extends 'GET'
    ? 'GET' | 'HEAD'
    : (typeof operations)[Id]['method'];
  /** Aborted when the client goes away before it has its answer. */
  signal: AbortSignal;
}

/** Answers one operation. It sees neither Express' request nor its response. */
export type Handler<Id extends OperationId, P extends Principal> = (
  request: OperationRequest<Id>,
  context: RequestContext<Id, P>,
) => HandlerResult<Id> | Promise<HandlerResult<Id>>;

/** What a handler may answer: the statuses, headers, bodies and error codes that the contract lists, nothing else. */
export type HandlerResult<Id extends OperationId> = PlainResult<Id> | ErrorResult<Id>;

/** An answer that is not an error of the registry. The responder answers 304 by itself. */
export type PlainResult<Id extends OperationId> = {
  [Status in Exclude<PlainStatus<Id>, 304>]: {
    status: Status;
    /**
     * Called once the answer was completely handed over to the operating system, and not where it broke or was the
     * answer to HEAD (R16). The next answer on the same connection waits for it.
     */
    onSent?: () => void | Promise<void>;
  } & BodyPart<ResponseContent<Id, Status>> &
    HeaderPart<Id, Status>;
}[Exclude<PlainStatus<Id>, 304>];

/** An error of the registry, one that the operation lists. Its status and its JSON follow from the code (R24). */
export type ErrorResult<Id extends OperationId> = {
  [Code in OperationErrorCode<Id>]: {
    error: Code;
    /** One English sentence; the registry's meaning of the code where it is left out. */
    message?: string;
    /** Each thing that is wrong with the request. */
    details?: ErrorDetail[];
  } & HeaderPart<Id, StatusOf<Code>>;
}[OperationErrorCode<Id>];

type BodyPart<Content> = [Content] extends [never]
  ? { body?: never }
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

/** Header fields that the responder makes by itself. */
type DerivedHeader = 'ETag' | 'Allow';

type RequiredHeader<Headers> = {
  [Name in keyof Headers]: Headers[Name] extends { required: true; default: null }
    ? Exclude<Name, DerivedHeader>
    : never;
}[keyof Headers];

type HeaderPart<Id extends OperationId, Status> = [
  RequiredHeader<HeaderTable<Id, Status>>,
] extends [never]
  ? { headers?: OptionalHeaders<HeaderTable<Id, Status>> }
  : {
      headers: OptionalHeaders<HeaderTable<Id, Status>> &
        Record<RequiredHeader<HeaderTable<Id, Status>>, string>;
    };

type OptionalHeaders<Headers> = {
  [Name in Exclude<keyof Headers, DerivedHeader>]?: string;
};

/** Stands in for a handler that is still to be written: the operation answers 501. */
export const unimplemented = Symbol('unimplemented');

/** A server: one handler for each operation. One of an optional operation may be left out (R18). */
export type Handlers<P extends Principal> = {
  [Id in OperationId as IsOptional<Id> extends true ? never : Id]:
    | Handler<Id, P>
    | typeof unimplemented;
} & {
  [Id in OperationId as IsOptional<Id> extends true ? Id : never]?:
    | Handler<Id, P>
    | typeof unimplemented;
};

type IsOptional<Id extends OperationId> = (typeof operations)[Id]['optional'];
