import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorCode } from '@p2core/types';
import { ContractError } from './contract-error.js';
import { finishError } from './response/answer.js';

const codes: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'P2CORE_HEADER_FIELDS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'P2CORE_REQUEST_TIMEOUT',
};

/**
 * Has an HTTP server answer with errors of the registry also where no request comes of what was sent: a request that is
 * not HTTP, header fields that are too large, a request that does not arrive in time. Without it Node answers these
 * with an empty 400, 431 and 408. A request that expects anything but `100-continue` is served as if it did not.
 *
 * @example
 * const server = http.createServer(app);
 * answerProtocolErrors(server);
 */
export function answerProtocolErrors(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const code = codes[error.code ?? ''] ?? 'P2CORE_BAD_REQUEST';
    writeError(socket, new ContractError(code, { cause: error }));
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

function writeError(socket: Duplex, error: ContractError): void {
  const { status, headers, content } = finishError(error, undefined);
  const octets = content?.octets ?? Buffer.alloc(0);
  const fields = {
    ...headers,
    'Content-Type': content?.mediaType,
    'Content-Length': octets.length,
    Connection: 'close',
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${octets}`);
}
