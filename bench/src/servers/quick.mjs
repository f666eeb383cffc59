/** Answers every request at once with the contract's example of a server's ID-Cert. Prints its URL, as the reference server does. */
import { createServer } from 'node:http';

const content = process.argv[2];
const headers = {
  'Content-Type': 'application/json',
  'Content-Length': Buffer.byteLength(content),
  ETag: '"5f0c8a9d3b1e7642"',
  'Cache-Control': 'public, max-age=3600',
  Vary: 'Accept',
};
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, headers).end(content));
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ api: `http://127.0.0.1:${server.address().port}` }));
});
