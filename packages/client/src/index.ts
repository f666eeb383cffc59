/** A typed client for the contract: one method for each operation. */
export type { Answer, ErrorAnswer, PlainAnswer } from './answer/answer.js';
export type { UnexpectedAnswerCode } from './answer/failure.js';
export { UnexpectedAnswerError } from './answer/unexpected-answer-error.js';
export { type Client, createClient } from './client.js';
export type { AccessToken, AnswerValidator, CallOptions, ClientOptions } from './options.js';
export type { RequestArguments } from './request/request-arguments.js';
export type { RawAnswer } from './request/transport.js';
