import type {
  ErrorDetail,
  OperationErrorCode,
  OperationId,
  PlainStatus,
  ResponseContent,
  StatusOf,
} from '@p2core/types';

/** Every answer that the contract declares for an operation; `status` and, for errors, `error` narrow it. */
export type Answer<Id extends OperationId> = PlainAnswer<Id> | ErrorAnswer<Id>;

/** An answer that is not an error of the registry. */
export type PlainAnswer<Id extends OperationId> = {
  [Status in PlainStatus<Id>]: { status: Status; headers: Headers; error?: never } & BodyPart<
    ResponseContent<Id, Status>
  >;
}[PlainStatus<Id>];

/** An error of the registry that the operation lists (R24). */
export type ErrorAnswer<Id extends OperationId> = {
  [Code in OperationErrorCode<Id>]: {
    status: StatusOf<Code>;
    error: Code;
    headers: Headers;
    /** One English sentence for the log. */
    message?: string;
    /** Each fault of the request. */
    details?: ErrorDetail[];
  } & (Code extends 'P2CORE_KEY_MATERIAL_NOT_FOUND' ? MissingKeyMaterial : unknown);
}[OperationErrorCode<Id>];

interface MissingKeyMaterial {
  /** The serial numbers without key material (R32). */
  serial_numbers?: string[];
}

type BodyPart<Content> = [Content] extends [never]
  ? unknown
  : {
      /** The content, in the same form for every media type. */
      body: Content[keyof Content];
    };
