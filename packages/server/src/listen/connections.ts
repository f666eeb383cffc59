import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../logger.js';
import type { Limits } from './limits.js';

/** What the server knows of an open connection. */
interface Connection {
  readonly socket: Socket;
  /** The answer to the latest request; `earlier` is the one before it, while that is under way. */
  latest?: ServerResponse;
  earlier?: ServerResponse | undefined;
  /** The answer that is being written. */
  current?: ServerResponse;
  /** How many octets the client has taken. */
  taken: number;
  /** The time of the last progress: a request or an answer began or ended, or the client took octets. */
  since: number;
}

/** The slowest rate at which a client may read an answer, in octets a second. */
const slowestRate = 16 * 1024;

/** The least time between two log entries about refused connections, in milliseconds. */
const silence = 60_000;

/**
 * The open connections of a server, the longest idle first. It limits their number, and it ends those that Node's own
 * time-outs miss: a client that reads or sends almost nothing, a handler that does not answer, empty lines in place of
 * a request.
 */
export class Connections {
  readonly #open = new Map<object, Connection>();
  readonly #limits: Limits;
  readonly #logger: Logger;
  #silentUntil = 0;

  constructor(limits: Limits, logger: Logger) {
    this.#limits = limits;
    this.#logger = logger;
  }

  /**
   * Adds a new connection. If there are too many, it closes the longest idle one, or the new one where none is idle.
   */
  add(socket: Socket): void {
    if (this.#open.size >= this.#limits.maxConnections && !this.#closeIdle()) {
      socket.destroy();
      this.#reportFull();
      return;
    }
    this.#open.set(socket, { socket, taken: 0, since: performance.now() });
    socket.once('close', () => this.release(socket));
  }

  /** Removes a connection that is closed or has switched to another protocol. */
  release(socket: object): void {
    this.#open.delete(socket);
  }

  of(socket: object): Connection | undefined {
    return this.#open.get(socket);
  }

  /** Records a request, and later the beginning of its turn. */
  begin(response: ServerResponse): void {
    const connection = this.#open.get(response.req.socket);
    if (connection === undefined) return;
    const { latest } = connection;
    connection.earlier = latest?.closed ? undefined : latest;
    connection.latest = response;
    response.once('close', () => this.#touch(connection));
    const beginTurn = () => {
      connection.current = response;
      this.#touch(connection);
    };
    if (response.socket === null) response.once('socket', beginTurn);
    else beginTurn();
  }

  /** Closes a connection without traffic, unless it waits for the application. */
  timeOut(socket: Socket): void {
    const connection = this.#open.get(socket);
    if (connection?.latest === undefined) return;
    if (socket.writableLength > 0 || !isBusy(connection)) socket.destroy();
  }

  /** Closes connections that have taken too long. An answer that has not begun in time is passed to `answerLate`. */
  check(answerLate: (response: ServerResponse) => void): void {
    const now = performance.now();
    for (const connection of this.#open.values()) {
      const { socket, current } = connection;
      const elapsed = now - connection.since;
      const waits = socket.writableLength;
      const taken = socket.bytesWritten - waits;
      if (waits > 0 && taken === connection.taken) {
        const allowed = this.#limits.writeTimeout + (waits / slowestRate) * 1000;
        if (elapsed > allowed) socket.destroy();
      } else if (taken !== connection.taken) {
        connection.taken = taken;
        connection.since = now;
      } else if (!isBusy(connection)) {
        const { keepAliveTimeout, headersTimeout } = this.#limits;
        if (elapsed > keepAliveTimeout + headersTimeout) socket.destroy();
      } else if (current && !current.headersSent && elapsed > this.#limits.answerTimeout) {
        answerLate(current);
      }
    }
  }

  #touch(connection: Connection): void {
    const { socket } = connection;
    connection.since = performance.now();
    if (this.#open.delete(socket)) this.#open.set(socket, connection);
  }

  #closeIdle(): boolean {
    for (const connection of this.#open.values()) {
      if (isBusy(connection)) continue;
      this.release(connection.socket);
      connection.socket.destroy();
      return true;
    }
    return false;
  }

  /** Logs at most once a minute, so that strangers cannot fill the log. */
  #reportFull(): void {
    const now = performance.now();
    if (now < this.#silentUntil) return;
    this.#silentUntil = now + silence;
    const { maxConnections } = this.#limits;
    this.#logger.error({ maxConnections }, 'all connections are busy: new ones are refused');
  }
}

function isBusy({ latest }: Connection): boolean {
  return latest !== undefined && !latest.closed;
}
