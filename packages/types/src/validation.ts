/** A schema of the contract, compiled. After it has said no, its `errors` say why, until it is called again. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** What is read of an error of Ajv. */
interface SchemaError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: { missingProperty?: string; additionalProperty?: string };
}

/** The compiled schemas of an operation. */
export interface OperationValidators {
  /** Those of its path parameters, by name. */
  readonly path: Readonly<Record<string, ParameterValidator>>;
  /** Those of its query parameters, by name. */
  readonly query: Readonly<Record<string, ParameterValidator>>;
  /** Those of its request content, by media type. */
  readonly content: Readonly<Record<string, Validator>>;
  /** What a value must be, in words, by its place in the request: `/params/…`, `/query/…`, `/body`, `/body/…`. */
  readonly expected: Readonly<Record<string, string>>;
  /** Those of its answers, by status. */
  readonly responses: Readonly<Record<string, ResponseValidators>>;
}

/** The compiled schema of a parameter, and whether it must be there. */
export interface ParameterValidator {
  readonly required: boolean;
  readonly validator: Validator;
}

/** The compiled schemas of the answers with one status. */
export interface ResponseValidators {
  /** Those of the header fields, by name. */
  readonly headers: Readonly<Record<string, Validator>>;
  /** Those of the content, by media type. */
  readonly content: Readonly<Record<string, ContentValidators>>;
}

/** Two readings of one schema. */
export interface ContentValidators {
  /** What a client takes: further members are legal. */
  readonly received: Validator;
  /** What a server sends: a member that the contract does not declare is a fault. */
  readonly sent: Validator;
}

/** One way in which a value breaks its schema. */
export interface Fault {
  /** The place, as a JSON Pointer into the value. */
  readonly path: string;
  readonly message: string;
  /** The member that is missing there. */
  readonly missing?: string | undefined;
  /** The member that is there and that the contract does not declare. */
  readonly undeclared?: string | undefined;
}

const none: readonly Fault[] = [];

/**
 * All ways in which a value breaks a schema; none where it keeps it.
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
