/** What is thought of a request: that it keeps the contract, or the status with which it is refused. */
export type Verdict = 'accepted' | number;

/** A request as it came, with all of its content. */
export interface SeenRequest {
  method: string;
  target: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  content: Buffer;
}
