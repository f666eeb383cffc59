/**
 * The requests that a server has acknowledged, and those that it did not answer. It outlives the server's processes;
 * the checks compare it with the database.
 */
export class Ledger {
  /** Server certificates of rotations that were answered, in that order. */
  readonly rotations: string[] = [];
  /** Session IDs whose deletion was answered with 204. */
  readonly deleted = new Set<string>();
  /** Session IDs whose deletion was asked for, answered or not. */
  readonly asked = new Set<string>();
  /** How many ordinary KeyPackages of the popped sessions were uploaded. */
  uploaded = 0;
  /** Ordinary KeyPackages that were given out, each with how often. */
  readonly given = new Map<string, number>();
  /** How many pops were not answered: each may have taken one KeyPackage of each session. */
  unansweredPops = 0;
  /** Certificates of the session that updates its own, answered with 201, in that order. */
  readonly updates: string[] = [];
  /** ID-Certs of sessions that `trust` has begun, by session ID. */
  readonly trusted = new Map<string, string>();
  /** The last token of `identify`, by session ID, where the last log-in was answered. */
  readonly loggedIn = new Map<string, string>();
  /** How many log-ins were answered. */
  logIns = 0;
  /** Requests to `identify` that were answered with a token. */
  readonly identifications: string[] = [];
  /** Federation IDs of actors that have registered. */
  readonly registered: string[] = [];
  /** By session ID: the events that were delivered, by their number, as JSON; and those whose addition was acknowledged. */
  readonly delivered = new Map<string, Map<number, string>>();
  readonly added = new Map<string, Map<number, string>>();
  /** How many events came a second time. */
  repeatedEvents = 0;

  /** How many writes were answered. */
  get acknowledged(): number {
    return (
      this.rotations.length +
      this.deleted.size +
      this.updates.length +
      this.given.size +
      this.trusted.size +
      this.logIns +
      this.registered.length
    );
  }

  give(keyPackage: string): void {
    this.given.set(keyPackage, (this.given.get(keyPackage) ?? 0) + 1);
  }

  add(sessionId: string, s: number, data: object): void {
    of(this.added, sessionId).set(s, JSON.stringify(data));
  }

  deliver(sessionId: string, { s, d }: { s: string; d: object }): void {
    const known = of(this.delivered, sessionId);
    const number = Number(s);
    const data = JSON.stringify(d);
    if (known.has(number)) this.repeatedEvents++;
    if ((known.get(number) ?? data) !== data) {
      throw new Error(`event ${s} of ${sessionId} was delivered with two contents`);
    }
    known.set(number, data);
  }

  eventsOf(sessionId: string) {
    return { delivered: of(this.delivered, sessionId), added: of(this.added, sessionId) };
  }
}

function of<T>(map: Map<string, Map<number, T>>, key: string): Map<number, T> {
  const found = map.get(key) ?? new Map<number, T>();
  map.set(key, found);
  return found;
}
