/** The verdict on a request: it keeps the contract, or the status that refuses it. */
export type Verdict = 'accepted' | number;

/** A request as it was received, with its whole content. */
export interface SeenRequest {
  method: string;
  target: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Each value of `Host` and of `Content-Type`, of which `headers` has the first alone. */
  hosts: readonly string[];
  types: readonly string[];
  content: Buffer;
}
