import type { Fixture } from '../../src/fixture/fixture.js';
import type { Healthy } from './harness/healthy.js';
import type { Answer, Request } from './harness/message.js';

/** Answers a request in place of the healthy server behind it, or changes its answer. */
export type Fault = (request: Request, healthy: Healthy) => Answer | Promise<Answer>;

/** Makes the fault of a newly started server, without memory of earlier requests. */
export type NewFault = () => Fault;

/** A server that breaks one clause. */
export interface WrongServer {
  /** The fault, as a sentence without a subject. Unique. */
  name: string;
  /** The ruling that it breaks, or `page`, or `contract`. */
  clause: string;
  /** The ID of the case that must fail. */
  caughtBy: string;
  /** Makes the server's fault. */
  fault: NewFault;
  /** The differences from the usual fixture. */
  fixture?: Partial<Fixture>;
  /** The settings of its healthy server, which it then shares with no other. */
  settings?: NodeJS.ProcessEnv;
  /** Only the case is run, for the whole kit would take too long. */
  alone?: true;
}
