import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  status: number;
  /** The header fields by lower-case name; the values of a repeated one are joined. */
  headers: Record<string, string>;
  body: string;
}

/** How an answer is read. */
export interface NextOptions {
  /** Whether it answers HEAD, and so has no content despite its Content-Length. */
  toHead?: boolean;
  /** In milliseconds. */
  timeout?: number;
}

/** A connection on which a test writes any octets, and reads the answers. */
export class RawConnection {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  /** What came since, and how much of it there must be before it is worth a look. */
  #chunks: Buffer[] = [];
  #missing = 1;
  #ended = false;
  #wake = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    const end = () => {
      this.#ended = true;
      this.#wake();
    };
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#missing -= chunk.length;
      if (this.#missing <= 0) this.#wake();
    });
    socket.on('end', end).on('close', end).on('error', end);
  }

  static open(port: number, { allowHalfOpen = false } = {}): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen });
      const connection = new RawConnection(socket);
      socket.once('connect', () => resolve(connection)).once('error', reject);
    });
  }

  write(octets: string | Buffer): void {
    this.#socket.write(typeof octets === 'string' ? Buffer.from(octets, 'latin1') : octets);
  }

  /** Says that nothing more comes, and still reads. */
  end(): void {
    this.#socket.end();
  }

  /** Breaks the connection. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Stops reading, so that the server cannot write for long. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  /**
   * Returns the next final answer, or `undefined` where the connection ended without one. Throws where neither comes in
   * time.
   */
  async next(options: NextOptions = {}): Promise<RawAnswer | undefined> {
    for (;;) {
      const answer = await this.#any(options);
      if (answer === undefined || answer.status >= 200) return answer;
    }
  }

  /** The status of the next answer, which may be an interim one. */
  async nextInterim(): Promise<number | undefined> {
    return (await this.#any({}))?.status;
  }

  async #any({ toHead = false, timeout = 5_000 }: NextOptions): Promise<RawAnswer | undefined> {
    const deadline = Date.now() + timeout;
    for (;;) {
      const answer = this.#take(toHead);
      if (answer !== undefined || this.#ended) return answer;
      await this.#change(deadline - Date.now());
    }
  }

  /** Waits until the server has closed the connection. */
  async ended(timeout = 5_000): Promise<void> {
    const deadline = Date.now() + timeout;
    while (!this.#ended) await this.#change(deadline - Date.now());
  }

  #change(timeout: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`nothing came; so far: ${this.#received.subarray(0, 200)}`)),
        Math.max(0, timeout),
      );
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #take(toHead: boolean): RawAnswer | undefined {
    this.#received = Buffer.concat([this.#received, ...this.#chunks]);
    this.#chunks = [];
    this.#missing = 1;
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return undefined;
    const [statusLine = '', ...fields] = this.#received
      .toString('latin1', 0, headEnd)
      .split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(statusLine)?.[1]);
    if (Number.isNaN(status)) throw new Error(`not a status line: ${statusLine}`);
    const headers: Record<string, string> = {};
    for (const field of fields) {
      const colon = field.indexOf(':');
      const name = field.slice(0, colon).toLowerCase();
      const value = field.slice(colon + 1).trim();
      headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
    }
    const hasNone = toHead || status < 200 || status === 204 || status === 304;
    const length = hasNone ? 0 : Number(headers['content-length'] ?? Number.NaN);
    if (Number.isNaN(length)) throw new Error(`an answer without a length: ${statusLine}`);
    const end = headEnd + 4 + length;
    this.#missing = Math.max(1, end - this.#received.length);
    if (this.#received.length < end) return undefined;
    const body = this.#received.toString('utf8', headEnd + 4, end);
    this.#received = this.#received.subarray(end);
    return { status, headers, body };
  }
}

/** Sends one request unchanged on a connection of its own, and returns the answer. */
export async function sendRaw(
  port: number,
  octets: string | Buffer,
  options?: NextOptions,
): Promise<RawAnswer | undefined> {
  const connection = await RawConnection.open(port);
  try {
    connection.write(octets);
    return await connection.next(options);
  } finally {
    connection.close();
  }
}

/** A request in HTTP/1.1, with the Content-Length of its content and no other additions. */
export function rawRequest(
  method: string,
  target: string,
  fields: ReadonlyArray<readonly [string, string]> = [],
  content?: string | Buffer,
): Buffer {
  const octets = Buffer.from(content ?? '');
  const all = [['Host', 'home.example.com'], ...fields];
  if (content !== undefined) all.push(['Content-Length', String(octets.length)]);
  const head = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${head}\r\n`, 'latin1'),
    octets,
  ]);
}
