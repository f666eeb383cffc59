/** A typed client for the contract: one method for each operation. */
export type { Answer, ErrorAnswer, PlainAnswer } from './answer.js';
export { type Client, createClient } from './client.js';
export type { UnexpectedAnswerCode } from './failure.js';
export type { AccessToken, AnswerValidator, CallOptions, ClientOptions } from './options.js';
export type { RequestArguments } from './request-arguments.js';
export type { RawAnswer } from './transport.js';
export { UnexpectedAnswerError } from './unexpected-answer-error.js';
