import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A request as it goes over the wire: nothing is added to it but `Host`, `Connection` and the length of the content. */
export interface WireRequest {
  method?: string;
  /** The request target, with its query, after the server's URL. */
  path: string;
  headers?: OutgoingHttpHeaders;
  content?: string | Uint8Array | undefined;
  /** Sends the content in chunks, without its length. */
  chunked?: boolean;
}

/** An answer as it came. */
export interface WireAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  octets: Buffer;
  /** The content as text. */
  text: string;
  /** The content as JSON; throws where it is none. */
  json: ReturnType<typeof JSON.parse>;
}

/** Sends one request over a connection of its own and reads the whole answer. */
export function exchange(url: string, wire: WireRequest): Promise<WireAnswer> {
  const { method = 'GET', path, headers, content, chunked = false } = wire;
  const length =
    content === undefined || chunked ? {} : { 'Content-Length': Buffer.byteLength(content) };
  return new Promise((resolve, reject) => {
    const sending = request(url, {
      method,
      path,
      agent: false,
      headers: { ...length, ...headers },
    });
    sending.once('error', reject);
    sending.once('response', async (incoming) => {
      try {
        const octets = Buffer.concat(await incoming.toArray());
        resolve(answerOf(incoming.statusCode ?? 0, incoming.headers, octets));
      } catch (error) {
        reject(error);
      }
    });
    if (chunked) sending.setHeader('Transfer-Encoding', 'chunked');
    sending.end(content);
  });
}

/** Writes `octets` to a connection as they are, and reads to its end all that comes back, as answers. */
export async function exchangeRaw(url: string, octets: string): Promise<WireAnswer[]> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(octets);
  return splitAnswers(Buffer.concat(await socket.toArray()));
}

/** Writes a request to a connection octet by octet, and reads one answer; the connection stays open so long. */
export async function exchangeByteByByte(url: string, octets: string): Promise<WireAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay();
  for (const octet of Buffer.from(octets)) {
    socket.write(Buffer.of(octet));
    await nextTurn();
  }
  let read = Buffer.alloc(0);
  for await (const chunk of socket) {
    read = Buffer.concat([read, chunk]);
    const [answer] = read.includes('\r\n\r\n') ? splitAnswers(read) : [];
    const length = Number(answer?.headers['content-length'] ?? 0);
    if (answer?.octets.length === length) return answer;
  }
  throw new Error('the connection was closed without an answer');
}

function splitAnswers(octets: Buffer): WireAnswer[] {
  const answers: WireAnswer[] = [];
  for (let rest = octets; rest.length > 0; ) {
    const end = rest.indexOf('\r\n\r\n') + 4;
    const [statusLine = '', ...fields] = rest.subarray(0, end).toString().trim().split('\r\n');
    const headers = Object.fromEntries(
      fields.map((field) => [
        field.slice(0, field.indexOf(':')).toLowerCase(),
        field.slice(field.indexOf(':') + 1).trim(),
      ]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const content = rest.subarray(end, end + length);
    answers.push(answerOf(Number(statusLine.split(' ')[1]), headers, content));
    rest = rest.subarray(end + length);
  }
  return answers;
}

function answerOf(status: number, headers: IncomingHttpHeaders, octets: Buffer): WireAnswer {
  return {
    status,
    headers,
    octets,
    get text() {
      return octets.toString();
    },
    get json() {
      return JSON.parse(octets.toString());
    },
  };
}
