import type { Seen } from '../support/hostile-server.js';
import type { Session } from '../support/reference-server.js';

/** What a case finds around it, in Node as in a browser. */
export interface World {
  runtime: 'node' | 'browser';
  /** The reference server's URL; to a page it is of another origin. */
  baseUrl: string;
  /** The reference server's domain. */
  domain: string;
  adminToken: string;
  /** The URL of a server that misbehaves as the first segment of the path says. */
  hostileUrl: string;
  /** What only the process around a page can do. */
  host: Host;
}

/** What the process that started the servers does for a case. Arguments and results are JSON. */
export interface Host {
  /** Registers an actor of a new name at the reference server. */
  addActor(): Promise<{ fid: string }>;
  addSession(fid: string, csr?: string): Promise<Session>;
  addEvent(fid: string, sessionId: string, op: string): Promise<object>;
  addKeyPackages(fid: string, sessionId: string, keyPackages: string[]): Promise<void>;
  /** What `openssl` prints, with `input` on its standard input. */
  openssl(args: string[], input: string): Promise<string>;
  /** The text of a file of `openapi/vectors/`. */
  readVectors(path: string): Promise<string>;
  /** What the hostile server was asked since the last time. */
  takeSeen(): Promise<Seen[]>;
  /** What the server was asked that the hostile one redirects to. */
  takeStolen(): Promise<Seen[]>;
  /** How many octets the hostile server sent on its last endless answer. */
  endlesslySent(): Promise<number>;
}

/** One sentence, and what shows that it holds. It throws where it does not. */
export interface Case {
  name: string;
  /** Where it can be shown; everywhere by default. */
  only?: World['runtime'];
  run(world: World): Promise<void>;
}

/** A list of cases by name. */
export function cases(
  group: string,
  listed: Record<string, Case['run'] | Omit<Case, 'name'>>,
): Case[] {
  return Object.entries(listed).map(([name, given]) => ({
    name: `${group}: ${name}`,
    ...(typeof given === 'function' ? { run: given } : given),
  }));
}
