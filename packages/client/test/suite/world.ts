import type { Seen } from '../support/hostile-server.js';
import type { Session } from '../support/reference-server.js';

/** The surroundings of a case, in Node and in a browser. */
export interface World {
  runtime: 'node' | 'browser';
  /** The reference server's URL. A page is of another origin. */
  baseUrl: string;
  /** The reference server's domain. */
  domain: string;
  adminToken: string;
  /** The URL of the hostile server; the first segment of the path names its misbehaviour. */
  hostileUrl: string;
  /** The functions that a page cannot run itself. */
  host: Host;
}

/** Functions of the process that started the servers. Arguments and results are JSON. */
export interface Host {
  /** Registers an actor with a new name at the reference server. */
  addActor(): Promise<{ fid: string }>;
  addSession(fid: string, csr?: string): Promise<Session>;
  addEvent(fid: string, sessionId: string, op: string): Promise<object>;
  addKeyPackages(fid: string, sessionId: string, keyPackages: string[]): Promise<void>;
  /** Runs `openssl` with `input` on its standard input, and gives what it prints. */
  openssl(args: string[], input: string): Promise<string>;
  /** The text of a file of `openapi/vectors/`. */
  readVectors(path: string): Promise<string>;
  /** The requests that the hostile server got since the last call. */
  takeSeen(): Promise<Seen[]>;
  /** The requests that the target of the hostile server's redirects got since the last call. */
  takeStolen(): Promise<Seen[]>;
  /** How many octets the hostile server sent on its last endless answer. */
  endlesslySent(): Promise<number>;
}

/** A sentence, and a function that throws where the sentence does not hold. */
export interface Case {
  name: string;
  /** The runtime that the case needs; any by default. */
  only?: World['runtime'];
  run(world: World): Promise<void>;
}

/** Makes cases from functions by name; each name begins with the group. */
export function cases(
  group: string,
  listed: Record<string, Case['run'] | Omit<Case, 'name'>>,
): Case[] {
  return Object.entries(listed).map(([name, given]) => ({
    name: `${group}: ${name}`,
    ...(typeof given === 'function' ? { run: given } : given),
  }));
}
