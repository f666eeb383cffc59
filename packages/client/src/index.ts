/** A typed client for the contract: one method for each operation. */
export type { Answer, ErrorAnswer, PlainAnswer } from './answer.js';
export { type CallOptions, type Client, type ClientOptions, createClient } from './client.js';
export type { RequestArguments } from './request-arguments.js';
export { UnexpectedAnswerError } from './unexpected-answer-error.js';
