/** The contract's schemas as validators, compiled by codegen, without `eval`: for Node, browsers and workers. */
export { comparableField } from './field-value.js';
export { schemaValidators, validators } from './generated/validator-table.js';
export {
  type ContentValidators,
  type Fault,
  faultsOf,
  type OperationValidators,
  type ParameterValidator,
  type ResponseValidators,
  type Validator,
} from './validation.js';
