/** Spends the milliseconds of its argument in CPU time on each request, then answers. Prints its URL. */
import { createServer } from 'node:http';

const milliseconds = Number(process.argv[2]);

function spin() {
  const start = performance.now();
  while (performance.now() - start < milliseconds);
}

const server = createServer((_request, response) => {
  spin();
  response.end();
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ api: `http://127.0.0.1:${server.address().port}` }));
});
