/** Typed Express server stubs for the contract: mount a router, fill in the handlers. */
export { ContractError, type ContractErrorOptions } from './contract-error.js';
export { type ContractRouterOptions, createContractRouter } from './contract-router.js';
export {
  type ErrorResult,
  type Handler,
  type HandlerResult,
  type Handlers,
  type OperationRequest,
  type PlainResult,
  type RequestContext,
  unimplemented,
} from './handler.js';
export type { Logger } from './logger.js';
export { answerProtocolErrors } from './protocol-errors.js';
export type { Authenticate, Principal } from './request/authenticate.js';
