/** A compiled schema of the contract. After it has returned false, `errors` has the reasons, until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** The fields of Ajv's errors that are used here. */
interface SchemaError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: { missingProperty?: string; additionalProperty?: string };
}

/** The compiled schemas of an operation. */
export interface OperationValidators {
  /** The schemas of its path parameters, by name. */
  readonly path: Readonly<Record<string, ParameterValidator>>;
  /** The schemas of its query parameters, by name. */
  readonly query: Readonly<Record<string, ParameterValidator>>;
  /** The schemas of its header fields, by name, without those of conditional requests. */
  readonly header: Readonly<Record<string, ParameterValidator>>;
  /** The schemas of its request content, by media type. */
  readonly content: Readonly<Record<string, Validator>>;
  /**
   * The rule for a value in words, by its place in the request: `/params/…`, `/query/…`, `/headers/…`, `/body`,
   * `/body/…`.
   */
  readonly expected: Readonly<Record<string, string>>;
  /** The schemas of its answers, by status. */
  readonly responses: Readonly<Record<string, ResponseValidators>>;
}

/** The compiled schema of a parameter, and whether the parameter is required. */
export interface ParameterValidator {
  readonly required: boolean;
  readonly validator: Validator;
}

/** The compiled schemas of the answers with one status. */
export interface ResponseValidators {
  /** The schemas of the header fields, by name. */
  readonly headers: Readonly<Record<string, Validator>>;
  /** The schemas of the content, by media type. */
  readonly content: Readonly<Record<string, ContentValidators>>;
}

/** One schema, compiled for both sides. */
export interface ContentValidators {
  /** For a client: undeclared members are legal. */
  readonly received: Validator;
  /** For a server: an undeclared member is a fault. */
  readonly sent: Validator;
}

/** One fault of a value. */
export interface Fault {
  /** The place, as a JSON Pointer into the value. */
  readonly path: string;
  readonly message: string;
  /** The required member that is missing at this place. */
  readonly missing?: string | undefined;
  /** The undeclared member at this place. */
  readonly undeclared?: string | undefined;
}

const none: readonly Fault[] = [];

/**
 * Lists the faults by which a value breaks a schema; empty where the value is valid.
 *
 * @example
 * faultsOf(schemaValidators.SessionId, ''); // [{ path: '', message: 'must NOT have fewer than 1 characters' }]
 */
export function faultsOf(validator: Validator, value: unknown): readonly Fault[] {
  if (validator(value)) return none;
  return (validator.errors ?? []).map(({ instancePath, keyword, message = keyword, params }) => ({
    path: instancePath,
    message,
    missing: params.missingProperty,
    undeclared: params.additionalProperty,
  }));
}
