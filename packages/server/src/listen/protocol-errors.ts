import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorCode } from '@p2core/types';
import { ContractError } from '../contract-error.js';
import { finishError } from '../response/answer.js';
import type { Connections } from './connections.js';

/** The registry's code for each error code of Node's parser and timers. Any other becomes a 400. */
const codes: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'P2CORE_HEADER_FIELDS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'P2CORE_CONTENT_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'P2CORE_REQUEST_TIMEOUT',
};

/** How long a client may take to read the answer and to close the connection, in milliseconds. */
const lingerTime = 2_000;

interface ParserError extends NodeJS.ErrnoException {
  rawPacket?: Buffer;
  bytesParsed?: number;
}

/**
 * Makes an HTTP server answer with errors of the registry where Node would answer with an empty 400, 431 or 408, or not
 * at all: a request that is not HTTP, header fields or a target that are too large, a request that does not arrive in
 * time, `CONNECT`. Answers under way are not disturbed. An `Expect` other than `100-continue` is ignored.
 */
export function answerProtocolErrors(server: Server, connections: Connections): void {
  const refused = new WeakSet<Duplex>();

  function refuse(socket: Duplex, error: ContractError): void {
    if (refused.has(socket) || !socket.writable) return;
    refused.add(socket);
    socket.resume();
    writeError(socket, error);
  }

  server.on('checkContinue', (request, response) => {
    continueInTurn(response);
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('connect', (_request, socket) => {
    const error = new ContractError('P2CORE_NOT_FOUND');
    afterwards(connections.of(socket)?.latest, () => refuse(socket, error));
  });
  server.on('clientError', (cause: ParserError, socket) => {
    if (cause.code === 'ECONNRESET' || !socket.writable) {
      if (!refused.has(socket)) socket.destroy();
      return;
    }
    const { latest, earlier } = connections.of(socket) ?? {};
    // Reading stops: further octets must not count as progress of a client that reads its answer.
    if (latest?.closed === false) socket.pause();
    const isOfContent = latest !== undefined && !latest.req.complete;
    afterwards(isOfContent ? earlier : latest, () => {
      if (isOfContent && latest.headersSent) afterwards(latest, () => socket.destroy());
      else refuse(socket, new ContractError(codeOf(cause), { cause }));
    });
  });
}

/** Runs `work` when the answer is complete or broken off; at once where none is under way. */
function afterwards(answer: ServerResponse | undefined, work: () => void): void {
  if (answer === undefined || answer.closed) work();
  else answer.once('close', work);
}

/**
 * Writes `100 Continue` when the response has its turn. Node would write that of a pipelined request into the middle of
 * its answer.
 */
function continueInTurn(response: ServerResponse): void {
  const writeContinue = () => {
    if (!response.headersSent) response.writeContinue();
  };
  if (response.socket === null) response.once('socket', writeContinue);
  else writeContinue();
}

function codeOf(error: ParserError): ErrorCode {
  if (error.code === 'HPE_HEADER_OVERFLOW' && isTargetTooLong(error)) return 'P2CORE_URI_TOO_LONG';
  return codes[error.code ?? ''] ?? 'P2CORE_BAD_REQUEST';
}

/** Whether the parser stopped within the request target. */
function isTargetTooLong({ rawPacket, bytesParsed }: ParserError): boolean {
  const parsed = rawPacket?.toString('latin1', 0, bytesParsed) ?? '';
  return /^[A-Z-]+ [^ \n]*$/.test(parsed);
}

/** Writes an error, and closes the connection when the client has read it or `lingerTime` is over. */
function writeError(socket: Duplex, error: ContractError): void {
  const { status, headers, content } = finishError(error, undefined);
  const text = content?.text ?? '';
  const fields = {
    ...headers,
    Date: new Date().toUTCString(),
    'Content-Type': content?.mediaType,
    'Content-Length': Buffer.byteLength(text),
    Connection: 'close',
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${text}`);
  const timer = setTimeout(() => socket.destroy(), lingerTime);
  socket.once('close', () => clearTimeout(timer));
}
