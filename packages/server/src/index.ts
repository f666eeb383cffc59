/** Typed Express server stubs for the contract: mount a router, and write the handlers. */
export { ContractError, type ContractErrorOptions } from './contract-error.js';
export {
  type ContractRouter,
  type ContractRouterOptions,
  createContractRouter,
} from './contract-router.js';
export {
  type ErrorResult,
  type Handler,
  type HandlerResult,
  type Handlers,
  type OperationRequest,
  type PlainResult,
  type RequestContext,
  unimplemented,
  unimplementedHandlers,
} from './handler.js';
export {
  type ContractServerOptions,
  createContractServer,
} from './listen/create-contract-server.js';
export { defaultLimits, type Limits } from './listen/limits.js';
export type { Application } from './listen/request-listener.js';
export type { Logger } from './logger.js';
export { pathOf } from './path-of.js';
export { type Authenticate, bearerToken, type Principal } from './request/authenticate.js';
export { routeOf } from './route-of.js';
